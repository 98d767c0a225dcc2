package changke.vault;

import java.time.Instant;

/// Someone saw a card.
public record CardReveal(Reader reader, Instant at) {}
