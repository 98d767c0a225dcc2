package changke.trials;

import java.time.Instant;
import java.util.UUID;

/// That somebody was shown a variant.
///
/// @param told by a program; else by this house
record Seen(
    UUID trial, int dealt, UUID person, String variant, int step, Instant at, boolean told) {}
