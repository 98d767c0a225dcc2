package changke.engine.trial;

/// Which effects a test looks for.
public enum Side {
  BOTH,
  /// The treatment is greater: the interval is open above.
  GREATER,
  /// The treatment is lesser: the interval is open below.
  LESSER
}
