package changke.engine.trial;

/// A ratio of two sums over the same people: money per order, clicks per view. Its variance is by
/// the delta method, because the orders of one person are not independent of each other.
///
/// @param sumOfProducts of numerator and denominator, person by person
public record RatioArm(MeanArm numerator, MeanArm denominator, double sumOfProducts)
    implements Arm {

  public RatioArm {
    Sums.check(numerator.n(), sumOfProducts);
    Sums.same(numerator.n(), denominator.n());
  }

  public RatioArm plus(RatioArm other) {
    return new RatioArm(
        numerator.plus(other.numerator),
        denominator.plus(other.denominator),
        sumOfProducts + other.sumOfProducts);
  }

  @Override
  public long n() {
    return numerator.n();
  }

  @Override
  public double mean() {
    return denominator.sum() == 0 ? 0 : numerator.sum() / denominator.sum();
  }

  @Override
  public double variance() {
    double below = denominator.mean();
    if (below == 0) return 0;
    double covariance = Sums.covariance(n(), numerator.sum(), denominator.sum(), sumOfProducts);
    double ratio = mean();
    return (numerator.variance() + ratio * ratio * denominator.variance() - 2 * ratio * covariance)
        / (below * below);
  }
}
