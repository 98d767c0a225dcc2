package changke.engine.trial;

/// A quantile of event values: the median basket, the slowest tenth of pages.
///
/// The variance comes back from a 95 % interval of order statistics, as Deng, Knoblich and Lu
/// (2018) propose; for more than a hundred events it is at least 1e-5, so that a clump of equal
/// values does not look like certainty.
///
/// @param n number of events
/// @param ranked number of events that `lower` and `upper` were ranked among
/// @param level of the quantile, between 0 and 1
public record QuantileArm(
    long n, long ranked, double level, double value, double lower, double upper) implements Arm {

  private static final double Z = Distributions.normalQuantile(.975);
  private static final double LEAST_VARIANCE = 1e-5;

  public QuantileArm {
    Sums.check(n, value, lower, upper);
    if (!(level > 0 && level < 1)) throw new IllegalArgumentException("level: " + level);
    if (lower > upper || ranked < 0) throw new IllegalArgumentException(lower + " above " + upper);
  }

  @Override
  public double mean() {
    return value;
  }

  @Override
  public double variance() {
    if (n <= Z * Z * Math.max(level / (1 - level), (1 - level) / level)) return 0;
    double width = (upper - lower) / (2 * Z);
    double variance = (double) ranked / n * (n - 1) * width * width;
    if (variance <= 0 && n < 1000) return 0;
    return n < 100 ? variance : Math.max(variance, LEAST_VARIANCE);
  }
}
