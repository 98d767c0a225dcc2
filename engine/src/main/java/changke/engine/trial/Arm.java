package changke.engine.trial;

/// One side of an experiment, as the sums from which everything else follows.
///
/// Sums of disjoint people add with `plus`. `n` counts people (events for a quantile); variances
/// are per unit, not yet divided by `n`.
public sealed interface Arm
    permits MeanArm, ProportionArm, RatioArm, QuantileArm, CupedArm, CupedRatioArm {

  long n();

  /// The measure itself, without any adjustment.
  double mean();

  double variance();

  /// The mean and variance after the adjustment with `theta`, and how both hang together with the
  /// bare mean. Arms without a pre-period know only the bare mean.
  default Moments moments(double theta) {
    return new Moments(n(), mean(), mean(), variance(), variance(), variance());
  }

  /// What the adjustment made of an arm.
  ///
  /// @param mean after the adjustment
  /// @param bare the mean before it: the denominator of a relative effect
  /// @param variance of `mean`, per unit, as all that follow
  record Moments(
      long n, double mean, double bare, double variance, double bareVariance, double covariance) {}
}
