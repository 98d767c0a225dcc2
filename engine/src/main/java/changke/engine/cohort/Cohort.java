package changke.engine.cohort;

/// Which periods a person is a member of.
public enum Cohort {
  /// Every period with a start event.
  RECURRING,
  /// The period of the first start event that passes the start's filter, over all history.
  FIRST_MATCHING,
  /// The period of the first start event at all, and only when that very event passes the filter.
  FIRST_EVER
}
