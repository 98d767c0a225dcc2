package changke.play;

import java.time.Instant;

/// A badge that somebody holds; others see it when `shown` and the showcase is open.
public record HeldBadge(Badge badge, Instant since, boolean shown) {}
