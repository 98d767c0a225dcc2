package changke.engine.taste;

/// One place in a list.
///
/// @param score comparable within its list only
public record Recommendation(int item, double score, Reason reason) {}
