package changke.engine.rhythm;

/// How readily the people of a shop act in each slot of the day or week: acts for each time that
/// something was shown. It is the prior of everybody's own hours.
///
/// A curve belongs to one category, or to all of them together; slots are hours of the day (24) or
/// of the week (168), whatever the caller counts by.
public final class HourCurve {

  private static final double[] STRENGTHS = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};

  private final double[] rate;
  private final double strength;
  private final int best;

  private HourCurve(double[] rate, double strength) {
    this.rate = rate;
    this.strength = strength;
    int top = 0;
    for (int slot = 1; slot < rate.length; slot++) {
      top = rate[slot] > rate[top] ? slot : top;
    }
    best = top;
  }

  /// Takes the curve from all people, and how far they differ from it: the prior's strength is the
  /// one under which their acts are likeliest (negative binomial), out of powers of two.
  ///
  /// @param acts for each person and slot
  /// @param shown for each person and slot how often there was something to act on; not below 0
  public static HourCurve of(int[][] acts, double[][] shown) {
    if (acts.length == 0 || acts.length != shown.length || acts[0].length == 0) {
      throw new IllegalArgumentException("people: " + acts.length + " and " + shown.length);
    }
    var rate = rates(acts, shown);
    var best = STRENGTHS[0];
    var top = Double.NEGATIVE_INFINITY;
    for (var strength : STRENGTHS) {
      var likelihood = likelihood(acts, shown, rate, strength);
      if (likelihood > top) {
        top = likelihood;
        best = strength;
      }
    }
    return new HourCurve(rate, best);
  }

  /// Acts over showings in each slot; a slot that nobody was shown anything in has the mean of all.
  /// One showing at the mean rate is added to each, so that no rate is 0.
  private static double[] rates(int[][] acts, double[][] shown) {
    var slots = acts[0].length;
    var y = new double[slots];
    var e = new double[slots];
    var allActs = 0.0;
    var allShown = 0.0;
    for (int i = 0; i < acts.length; i++) {
      for (int slot = 0; slot < slots; slot++) {
        if (!(shown[i][slot] >= 0 && shown[i][slot] < 1e15) || acts[i][slot] < 0) {
          throw new IllegalArgumentException(
              "slot " + slot + ": " + acts[i][slot] + " acts of " + shown[i][slot]);
        }
        y[slot] += acts[i][slot];
        e[slot] += shown[i][slot];
      }
    }
    for (int slot = 0; slot < slots; slot++) {
      allActs += y[slot];
      allShown += e[slot];
    }
    var mean = Math.max(allShown > 0 ? allActs / allShown : 0, 1e-9);
    for (int slot = 0; slot < slots; slot++) {
      y[slot] = (y[slot] + mean) / (e[slot] + 1);
    }
    return y;
  }

  /// `Σ ln NB(y; k·s, k/(k+e))` without the terms that k does not move. With `k·s` for shape,
  /// `lnΓ(k·s+y) − lnΓ(k·s)` is a sum of y logarithms.
  private static double likelihood(int[][] acts, double[][] shown, double[] rate, double k) {
    var sum = 0.0;
    for (int i = 0; i < acts.length; i++) {
      for (int slot = 0; slot < rate.length; slot++) {
        var shape = k * rate[slot];
        var e = shown[i][slot];
        for (int j = 0; j < acts[i][slot]; j++) {
          sum += Math.log(shape + j);
        }
        sum -= shape * Math.log1p(e / k) + acts[i][slot] * Math.log(k + e);
      }
    }
    return sum;
  }

  public int slots() {
    return rate.length;
  }

  public double rate(int slot) {
    return rate[slot];
  }

  /// The shop's own best slot; the first one of equals.
  public int best() {
    return best;
  }

  /// How many showings' worth a person is thought to be like everybody.
  public double strength() {
    return strength;
  }

  /// The best slot of one person, by the posterior of Gamma–Poisson: rates are `Gamma(k·s + y, k +
  /// e)`.
  ///
  /// @param acts the person's, for each slot
  /// @param shown how often the person was shown something, for each slot
  public BestHour bestFor(int[] acts, double[] shown) {
    if (acts.length != rate.length || shown.length != rate.length) {
      throw new IllegalArgumentException("slots: " + acts.length + " and " + shown.length);
    }
    int top = best;
    for (int slot = 0; slot < rate.length; slot++) {
      top = mean(acts, shown, slot) > mean(acts, shown, top) ? slot : top;
    }
    var lead = mean(acts, shown, top) - mean(acts, shown, best);
    var doubt = Math.sqrt(variance(acts, shown, top) + variance(acts, shown, best));
    return top != best && lead > BestHour.SURE * doubt
        ? new BestHour.Own(top, mean(acts, shown, top), mean(acts, shown, best))
        : new BestHour.LikeEverybody(best);
  }

  private double mean(int[] acts, double[] shown, int slot) {
    return (strength * rate[slot] + acts[slot]) / (strength + shown[slot]);
  }

  private double variance(int[] acts, double[] shown, int slot) {
    return mean(acts, shown, slot) / (strength + shown[slot]);
  }
}
