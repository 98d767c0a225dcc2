package changke.engine.trial;

/// What to believe about an effect after the data, on a normal prior.
///
/// @param mean of the effect
/// @param deviation its standard deviation
public record Posterior(double mean, double deviation) {

  /// A belief from before the data. It is about the relative effect: for an absolute one it is
  /// rescaled by the control's mean.
  public record Prior(double mean, double variance) {
    public Prior {
      if (!Double.isFinite(mean) || !(variance > 0)) {
        throw new IllegalArgumentException("prior: " + mean + ", " + variance);
      }
    }

    /// Nothing was believed: the data speak alone.
    public static final Prior FLAT = new Prior(0, Double.POSITIVE_INFINITY);
  }

  public static Posterior of(Effect effect, Prior prior, Difference difference) {
    double unit = difference == Difference.RELATIVE ? 1 : Math.abs(effect.baseline());
    double trust = prior.variance * unit * unit;
    double weight = Double.isInfinite(trust) || trust == 0 ? 0 : 1 / trust;
    double precision = 1 / effect.variance() + weight;
    double mean = (effect.estimate() / effect.variance() + prior.mean * unit * weight) / precision;
    return new Posterior(mean, Math.sqrt(1 / precision));
  }

  public double low(double alpha) {
    return mean + Distributions.normalQuantile(alpha / 2) * deviation;
  }

  public double high(double alpha) {
    return mean - Distributions.normalQuantile(alpha / 2) * deviation;
  }

  /// The chance that the effect is above zero.
  public double chanceAboveZero() {
    return Distributions.normalCdf(mean / deviation);
  }

  /// What is lost on average by keeping the control: the part of the effect above zero.
  public double lossOfKeeping() {
    return above(mean, deviation);
  }

  /// What is lost on average by shipping the treatment: the part of the effect below zero.
  public double lossOfShipping() {
    return above(-mean, deviation);
  }

  private static double above(double mean, double deviation) {
    double z = mean / deviation;
    return Math.max(
        0, mean * Distributions.normalCdf(z) + deviation * Distributions.normalDensity(z));
  }
}
