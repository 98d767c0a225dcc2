package changke.insights;

/// How dates that do not start with the year are written.
public enum DateOrder {
  MONTH_FIRST,
  DAY_FIRST,
  /// Nothing was said and the file does not show it; such dates are refused.
  UNKNOWN
}
