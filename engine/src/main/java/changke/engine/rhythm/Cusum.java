package changke.engine.rhythm;

/// Page's cumulative sums: a small lasting shift adds up where single values do not stand out.
/// Deviations are in standard errors; half of one is forgiven each period.
public final class Cusum {

  private static final double FORGIVEN = 0.5;

  private final double limit;
  private double up;
  private double down;
  private int upSince;
  private int downSince;
  private int periods;

  /// @param limit the sum that raises the alarm, in standard errors; see [#limit]
  public Cusum(double limit) {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("limit: " + limit);
    }
    this.limit = limit;
  }

  /// The limit at which a false alarm, up or down, comes once in `periods` on average, over
  /// `series` that are watched together (Siegmund 1985: ARL ≈ (e^2kb − 2kb − 1)/2k² with b = h +
  /// 1.166).
  public static double limit(double periods, int series) {
    if (!(periods >= 1) || series < 1) {
      throw new IllegalArgumentException("once in " + periods + " over " + series);
    }
    // Each side of each series has its share.
    var aim = 2.0 * periods * series;
    double low = 0;
    double high = 100;
    for (int i = 0; i < 60; i++) {
      var middle = (low + high) / 2;
      var b = middle + 1.166;
      var length = (Math.exp(b) - b - 1) / (2 * FORGIVEN * FORGIVEN);
      if (length < aim) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /// Adds the next period.
  ///
  /// @return 0, or the direction of the alarm, after which the sums begin anew
  public int add(double deviation) {
    upSince = up == 0 ? periods : upSince;
    downSince = down == 0 ? periods : downSince;
    periods++;
    up = Math.max(0, up + deviation - FORGIVEN);
    down = Math.max(0, down - deviation - FORGIVEN);
    if (up <= limit && down <= limit) {
      return 0;
    }
    var direction = up > limit ? 1 : -1;
    up = 0;
    down = 0;
    return direction;
  }

  /// The direction in which a quarter of the limit has gathered, or 0.
  int leaning() {
    return Math.max(up, down) < limit / 4 ? 0 : up > down ? 1 : -1;
  }

  /// The period, counted from 0, in which the latest run of deviations in a direction began.
  public int since(int direction) {
    return direction > 0 ? upSince : downSince;
  }
}
