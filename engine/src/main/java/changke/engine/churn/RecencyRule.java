package changke.engine.churn;

/// The rule for shops without enough history, the same for everybody: who has not bought for a
/// number of days is taken for gone. It needs no learning and is hard to beat by much (Wübben and
/// von Wangenheim 2008).
///
/// @param days without a purchase
public record RecencyRule(int days) {

  /// The threshold that the reports call dormant.
  public static final RecencyRule DORMANT = new RecencyRule(90);

  public RecencyRule {
    if (days < 1) {
      throw new IllegalArgumentException("days: " + days);
    }
  }

  public boolean gone(int daysSinceLast) {
    return daysSinceLast > days;
  }
}
