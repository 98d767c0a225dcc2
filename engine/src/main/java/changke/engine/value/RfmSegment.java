package changke.engine.value;

/// The eleven named groups of customers. The names are stored in audiences and reports: a name
/// never changes its meaning; a new one is added instead.
public enum RfmSegment {
  /// Bought lately, often, and for much.
  CHAMPIONS,
  /// Come back often and are still around.
  LOYAL,
  /// Around, with a second order behind them.
  POTENTIAL_LOYALISTS,
  /// First and only order, among the most recent fifth.
  NEW,
  /// First and only order, a little longer ago.
  PROMISING,
  /// In the middle of everything: the next weeks decide.
  NEED_ATTENTION,
  /// Few orders, and the last one is fading.
  ABOUT_TO_SLEEP,
  /// Bought several times, and not for long.
  AT_RISK,
  /// Among the best ones once, and not seen for long.
  CANNOT_LOSE,
  /// Few orders, long ago.
  HIBERNATING,
  /// Few orders, among the fifth that has been away longest.
  LOST
}
