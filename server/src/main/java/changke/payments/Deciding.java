package changke.payments;

/// What became of an operator's decision about money that a person has to look at.
public enum Deciding {
  DONE,
  /// Above the limit a second operator decides the same first.
  WAITS,
  /// Somebody has decided before, or it cannot be.
  GONE
}
