package changke.engine.trial;

/// What a test says: the estimate, its interval and the p-value. A one-sided interval is open
/// (infinite) at one end.
public record Reading(
    double estimate, double low, double high, double standardError, double pValue) {

  /// Whether zero is outside of the interval.
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }
}
