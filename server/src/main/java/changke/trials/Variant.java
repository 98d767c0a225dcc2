package changke.trials;

/// One of the things that may be shown.
///
/// @param value as JSON text, of the flag's kind
/// @param weight share of those who take part, in ten-thousandths
public record Variant(String name, String value, int weight) {}
