package changke.engine.trial;

import java.util.OptionalDouble;

/// How many people an experiment needs, and what it can see with those it has. Effects are relative
/// to the mean; people are shared equally among the variations, one of which is the control.
///
/// @param mean of the measure today
/// @param variance of the measure today, per person
/// @param alpha the accepted share of false alarms, two-sided
public record Power(double mean, double variance, int variations, double alpha) {

  public Power {
    Distributions.checkAlpha(alpha);
    if (!Double.isFinite(mean) || mean == 0 || !(variance > 0) || variations < 2) {
      throw new IllegalArgumentException(
          "mean " + mean + ", variance " + variance + ", " + variations + " variations");
    }
  }

  /// The chance that the interval excludes zero when the effect is of this size; a tiny part of it,
  /// the far tail, is on the wrong side.
  public double of(double effect, long people) {
    double z = Distributions.normalQuantile(1 - alpha / 2);
    double shift = effect / Math.sqrt(effectVariance(effect, people));
    return Distributions.normalCdf(shift - z) + Distributions.normalCdf(-shift - z);
  }

  /// The smallest relative rise that is seen with the given chance; empty when no rise, however
  /// large, would be: the noise of the control alone is too great.
  public OptionalDouble minimumDetectable(long people, double power) {
    double z = reach(power);
    double noise = variance * variations / (mean * mean * people);
    double c = z * z * noise;
    // effect² = c (1 + (1 + effect)²), the positive root.
    if (c >= 1) return OptionalDouble.empty();
    return OptionalDouble.of((c + Math.sqrt(c * c + 2 * c * (1 - c))) / (1 - c));
  }

  /// The people needed in all arms together to see an effect with the given chance.
  public long people(double effect, double power) {
    double z = reach(power);
    double perPerson = effectVariance(effect, 1);
    return (long) Math.ceil(z * z * perPerson / (effect * effect));
  }

  private double reach(double power) {
    if (!(power >= .5 && power < 1)) throw new IllegalArgumentException("power: " + power);
    return Distributions.normalQuantile(1 - alpha / 2) + Distributions.normalQuantile(power);
  }

  private double effectVariance(double effect, long people) {
    if (people <= 0 || !Double.isFinite(effect) || effect == 0) {
      throw new IllegalArgumentException("effect " + effect + ", people " + people);
    }
    double noise = variance * variations / (mean * mean * people);
    return noise * (1 + (1 + effect) * (1 + effect));
  }
}
