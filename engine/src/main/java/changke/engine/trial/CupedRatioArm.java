package changke.engine.trial;

/// A ratio with the same ratio from before the experiment: the delta method over the four means at
/// once.
///
/// @param sums of products, person by person
public record CupedRatioArm(
    MeanArm above, MeanArm below, MeanArm aboveBefore, MeanArm belowBefore, Products sums)
    implements Arm {

  /// The six sums of products between the four columns.
  public record Products(
      double aboveBelow,
      double aboveAboveBefore,
      double aboveBelowBefore,
      double belowAboveBefore,
      double belowBelowBefore,
      double aboveBeforeBelowBefore) {

    Products plus(Products o) {
      return new Products(
          aboveBelow + o.aboveBelow,
          aboveAboveBefore + o.aboveAboveBefore,
          aboveBelowBefore + o.aboveBelowBefore,
          belowAboveBefore + o.belowAboveBefore,
          belowBelowBefore + o.belowBelowBefore,
          aboveBeforeBelowBefore + o.aboveBeforeBelowBefore);
    }
  }

  public CupedRatioArm {
    Sums.same(above.n(), below.n());
    Sums.same(above.n(), aboveBefore.n());
    Sums.same(above.n(), belowBefore.n());
    Sums.check(above.n(), sums.aboveBelow, sums.aboveAboveBefore, sums.aboveBelowBefore);
    Sums.check(
        above.n(), sums.belowAboveBefore, sums.belowBelowBefore, sums.aboveBeforeBelowBefore);
  }

  public CupedRatioArm plus(CupedRatioArm o) {
    return new CupedRatioArm(
        above.plus(o.above),
        below.plus(o.below),
        aboveBefore.plus(o.aboveBefore),
        belowBefore.plus(o.belowBefore),
        sums.plus(o.sums));
  }

  @Override
  public long n() {
    return above.n();
  }

  @Override
  public double mean() {
    return ratio(above, below);
  }

  @Override
  public double variance() {
    return Math.max(0, linearised().now);
  }

  @Override
  public Moments moments(double theta) {
    var spread = linearised();
    return new Moments(
        n(),
        mean() - theta * ratio(aboveBefore, belowBefore),
        mean(),
        spread.now + theta * theta * spread.before - 2 * theta * spread.together,
        spread.now,
        spread.now - theta * spread.together);
  }

  /// The slope of the ratio on its own past, over both arms; 0 where the past does not vary.
  static double theta(CupedRatioArm a, CupedRatioArm b) {
    var one = a.linearised();
    var two = b.linearised();
    double before = one.before + two.before;
    double theta = before > 0 ? (one.together + two.together) / before : 0;
    return Math.abs(theta) < 1e-8 ? 0 : theta;
  }

  /// Per person the ratio moves by (above − ratio · below) / mean(below); these are the spreads of
  /// that, now and before, and how both hang together.
  private Spread linearised() {
    double b = below.mean();
    double c = belowBefore.mean();
    if (b == 0 || c == 0) return new Spread(0, 0, 0);
    double r = mean();
    double s = ratio(aboveBefore, belowBefore);
    double now =
        above.variance()
            + r * r * below.variance()
            - 2 * r * covariance(above, below, sums.aboveBelow);
    double before =
        aboveBefore.variance()
            + s * s * belowBefore.variance()
            - 2 * s * covariance(aboveBefore, belowBefore, sums.aboveBeforeBelowBefore);
    double together =
        covariance(above, aboveBefore, sums.aboveAboveBefore)
            - s * covariance(above, belowBefore, sums.aboveBelowBefore)
            - r * covariance(below, aboveBefore, sums.belowAboveBefore)
            + r * s * covariance(below, belowBefore, sums.belowBelowBefore);
    return new Spread(now / (b * b), before / (c * c), together / (b * c));
  }

  private double covariance(MeanArm x, MeanArm y, double products) {
    return Sums.covariance(n(), x.sum(), y.sum(), products);
  }

  private static double ratio(MeanArm above, MeanArm below) {
    return below.sum() == 0 ? 0 : above.sum() / below.sum();
  }

  private record Spread(double now, double before, double together) {}
}
