package changke.engine.value;

/// A fitted model of how often people buy. All times are in the unit the model was fitted in.
///
/// A history is three numbers: `repeats` purchases after the first, the time of the `last` one
/// counted from the first (0 without a repeat), and the time the person has been `seen`.
public sealed interface PurchaseModel permits Nbd, BgNbd {

  /// The probability that the person has not left for good.
  double alive(int repeats, double last, double seen);

  /// Expected purchases in the next `time`.
  double expected(int repeats, double last, double seen, double time);

  /// Expected repeat purchases of somebody who has just bought for the first time.
  default double expectedOfNew(double time) {
    return expected(0, 0, 0, time);
  }

  static void check(int repeats, double last, double seen, double time) {
    var possible = repeats >= 0 && last >= 0 && last <= seen && seen < Double.POSITIVE_INFINITY;
    if (!possible || !(time >= 0 && time < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "history: x " + repeats + ", tx " + last + ", T " + seen + ", time " + time);
    }
  }
}
