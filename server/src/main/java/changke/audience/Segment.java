package changke.audience;

import java.time.Instant;
import java.util.UUID;

/// A group as conditions, which keeps itself up to date.
///
/// @param founding while its first members are being found; until then nobody is told to have
///   entered or left
public record Segment(
    UUID id,
    String name,
    Unit unit,
    Rule rule,
    int version,
    boolean founding,
    UUID madeBy,
    Instant madeAt,
    Instant changedAt) {}
