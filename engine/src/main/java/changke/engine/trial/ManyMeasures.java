package changke.engine.trial;

import java.util.Comparator;
import java.util.stream.IntStream;

/// What p-values mean when many were looked at together. Results stand in the order of the input.
public final class ManyMeasures {

  private ManyMeasures() {}

  /// Holm: with these, the chance of even one false claim is at most alpha.
  public static double[] holm(double... p) {
    int[] order = ascending(p);
    var adjusted = new double[p.length];
    double running = 0;
    for (int rank = 0; rank < order.length; rank++) {
      running = Math.max(running, Math.min(1, (p.length - rank) * p[order[rank]]));
      adjusted[order[rank]] = running;
    }
    return adjusted;
  }

  /// Benjamini and Hochberg: with these, at most a share alpha of the claims is false on average.
  public static double[] benjaminiHochberg(double... p) {
    int[] order = ascending(p);
    var adjusted = new double[p.length];
    double running = 1;
    for (int rank = order.length - 1; rank >= 0; rank--) {
      running = Math.min(running, p[order[rank]] * p.length / (rank + 1));
      adjusted[order[rank]] = running;
    }
    return adjusted;
  }

  /// The half width of an interval that agrees with an adjusted p-value: it touches zero where the
  /// p-value touches `alpha`. A p-value of 1 gives an infinite width.
  public static double halfWidth(double estimate, double adjustedP, double alpha) {
    Distributions.checkAlpha(alpha);
    double z = -Distributions.normalQuantile(adjustedP / 2);
    if (z <= 0) return Double.POSITIVE_INFINITY;
    return -Distributions.normalQuantile(alpha / 2) * Math.abs(estimate) / z;
  }

  private static int[] ascending(double[] p) {
    for (double value : p) {
      if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException("a p-value of " + value);
    }
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
