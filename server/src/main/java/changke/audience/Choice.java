package changke.audience;

/// What somebody lets the house do with what it knows.
///
/// @param personal what they see may depend on what they did: stages, scores, segments,
///   recommendations
/// @param predicted what they will do may be guessed: risks, expected purchases, best hours
public record Choice(boolean personal, boolean predicted) {

  /// Of whoever switched off nothing.
  public static final Choice EVERYTHING = new Choice(true, true);
}
