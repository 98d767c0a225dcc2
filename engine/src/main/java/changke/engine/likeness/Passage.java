package changke.engine.likeness;

/// A passage that two texts share, as places in their originals (UTF-16 units, `to` exclusive).
///
/// @param tokens its length
public record Passage(int fromA, int toA, int fromB, int toB, int tokens) {}
