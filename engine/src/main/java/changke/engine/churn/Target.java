package changke.engine.churn;

import java.util.Arrays;

/// What is to be foretold about whom. A cut is the first day that has not been seen.
public sealed interface Target {

  /// Nobody is asked for more than this.
  int LONGEST_DAYS = 180;

  /// The last day in which a purchase refutes the risk, or [#NOT_ASKED].
  ///
  /// @param last day of the person's last purchase before the cut
  /// @param gaps days between the person's purchases so far, in any order
  int until(int cut, int last, int[] gaps);

  /// The first such day.
  int from(int cut);

  /// The person is not among those that the target is about.
  int NOT_ASKED = Integer.MIN_VALUE;

  /// No purchase on the days `cut + fromDays` to `cut + toDays − 1`, among people who bought in the
  /// `lookBackDays` before the cut. `Silent(28, 0, 14)`: the next fourteen days; `Silent(28, 7,
  /// 14)`: the week after the next, so that there is a week to act.
  record Silent(int lookBackDays, int fromDays, int toDays) implements Target {

    public Silent {
      if (lookBackDays < 1 || fromDays < 0 || toDays <= fromDays || toDays > LONGEST_DAYS) {
        throw new IllegalArgumentException(
            "days: " + lookBackDays + " back, " + fromDays + " to " + toDays);
      }
    }

    @Override
    public int until(int cut, int last, int[] gaps) {
      return cut - last <= lookBackDays ? cut + toDays - 1 : NOT_ASKED;
    }

    @Override
    public int from(int cut) {
      return cut + fromDays;
    }
  }

  /// A gap longer than the person's own `quantile` of gaps (.90 to .95), among people with at least
  /// `leastGaps` gaps who are not past it yet.
  record OwnGap(double quantile, int leastGaps) implements Target {

    public OwnGap {
      if (!(quantile > 0 && quantile < 1) || leastGaps < 1) {
        throw new IllegalArgumentException("gap: " + quantile + " of " + leastGaps);
      }
    }

    @Override
    public int until(int cut, int last, int[] gaps) {
      if (gaps.length < leastGaps) {
        return NOT_ASKED;
      }
      var sorted = gaps.clone();
      Arrays.sort(sorted);
      var limit = last + sorted[(int) Math.ceil(quantile * gaps.length) - 1];
      return limit < cut || limit - cut >= LONGEST_DAYS ? NOT_ASKED : limit;
    }

    @Override
    public int from(int cut) {
      return cut;
    }
  }
}
