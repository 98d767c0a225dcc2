package changke.trials;

/// What a flag is for somebody.
///
/// @param variant empty when none was chosen
/// @param value as JSON text, never null
/// @param version of the definition that answered
public record Answer(String key, String variant, String value, Why why, int version) {

  /// Why it is this value.
  public enum Why {
    /// The same for everybody.
    STATIC,
    /// A condition was met.
    TARGETING_MATCH,
    /// Dealt by the hash.
    SPLIT,
    /// The flag does not run.
    DISABLED,
    /// Not among those who take part.
    DEFAULT
  }
}
