package changke.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of an order's timeline; `kind` is a word such as `paid`, `position` the order line that
/// it is about.
public record OrderStep(Instant at, String kind, @Nullable Integer position) {}
