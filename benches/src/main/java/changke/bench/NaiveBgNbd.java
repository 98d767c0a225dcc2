package changke.bench;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/// BG/NBD as it is written in the paper and fitted in most tutorials: one likelihood per person
/// with log-gamma functions, and Nelder–Mead in the logarithms of the parameters with scipy's
/// default tolerances (1e-4 for value and place), from a simplex half a unit wide.
final class NaiveBgNbd {

  private final int[] x;
  private final double[] tx;
  private final double[] seen;
  private int evaluations;

  NaiveBgNbd(int[] x, double[] tx, double[] seen) {
    this.x = x;
    this.tx = tx;
    this.seen = seen;
  }

  /// The columns hold repeats, last day and days seen.
  static NaiveBgNbd of(int[][] days, double unitDays) {
    return new NaiveBgNbd(
        days[0],
        Arrays.stream(days[1]).mapToDouble(d -> d / unitDays).toArray(),
        Arrays.stream(days[2]).mapToDouble(d -> d / unitDays).toArray());
  }

  int evaluations() {
    return evaluations;
  }

  /// The likelihood, equation (6) of Fader, Hardie and Lee 2005, person by person: three log-gammas
  /// and three logarithms each.
  double logLikelihood(double r, double alpha, double a, double b) {
    evaluations++;
    var everybody = r * Math.log(alpha) - logGamma(r) + logGamma(a + b) - logGamma(b);
    var sum = 0.0;
    for (int i = 0; i < x.length; i++) {
      var common = logGamma(r + x[i]) + logGamma(b + x[i]) - logGamma(a + b + x[i]);
      var stays = -(r + x[i]) * Math.log(alpha + seen[i]);
      if (x[i] == 0) {
        sum += common + stays;
      } else {
        var left = Math.log(a / (b + x[i] - 1)) - (r + x[i]) * Math.log(alpha + tx[i]);
        var high = Math.max(stays, left);
        sum += common + high + Math.log(Math.exp(stays - high) + Math.exp(left - high));
      }
    }
    return sum + x.length * everybody;
  }

  /// The parameters r, α, a, b at the maximum.
  double[] fit() {
    var at =
        nelderMead(
            p -> -logLikelihood(Math.exp(p[0]), Math.exp(p[1]), Math.exp(p[2]), Math.exp(p[3])),
            new double[] {0, Math.log(10), 0, 0});
    return Arrays.stream(at).map(Math::exp).toArray();
  }

  private static double[] nelderMead(ToDoubleFunction<double[]> f, double[] start) {
    var n = start.length;
    var points = new double[n + 1][];
    for (int i = 0; i <= n; i++) {
      points[i] = start.clone();
      if (i > 0) {
        points[i][i - 1] += .5;
      }
    }
    var value = Arrays.stream(points).mapToDouble(f).toArray();
    for (int step = 0; step < 10_000; step++) {
      order(points, value);
      if (value[n] - value[0] < 1e-4 && spread(points) < 1e-4) {
        break;
      }
      var centre = centre(points);
      var reflected = along(centre, points[n], 1);
      var at = f.applyAsDouble(reflected);
      if (at < value[0]) {
        replace(points, value, f, at, reflected, along(centre, points[n], 2));
      } else if (at < value[n - 1]) {
        points[n] = reflected;
        value[n] = at;
      } else {
        var inner = along(centre, points[n], at < value[n] ? .5 : -.5);
        var inside = f.applyAsDouble(inner);
        if (inside < Math.min(at, value[n])) {
          points[n] = inner;
          value[n] = inside;
        } else {
          shrink(points, value, f);
        }
      }
    }
    return points[0];
  }

  private static void replace(
      double[][] points,
      double[] value,
      ToDoubleFunction<double[]> f,
      double at,
      double[] reflected,
      double[] expanded) {
    var last = points.length - 1;
    var beyond = f.applyAsDouble(expanded);
    points[last] = beyond < at ? expanded : reflected;
    value[last] = Math.min(beyond, at);
  }

  private static void shrink(double[][] points, double[] value, ToDoubleFunction<double[]> f) {
    for (int i = 1; i < points.length; i++) {
      for (int j = 0; j < points[i].length; j++) {
        points[i][j] = points[0][j] + .5 * (points[i][j] - points[0][j]);
      }
      value[i] = f.applyAsDouble(points[i]);
    }
  }

  private static double[] along(double[] centre, double[] worst, double far) {
    var point = new double[centre.length];
    for (int j = 0; j < point.length; j++) {
      point[j] = centre[j] + far * (centre[j] - worst[j]);
    }
    return point;
  }

  private static double[] centre(double[][] points) {
    var n = points.length - 1;
    var centre = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        centre[j] += points[i][j] / n;
      }
    }
    return centre;
  }

  private static double spread(double[][] points) {
    var widest = 0.0;
    for (var point : points) {
      for (int j = 0; j < point.length; j++) {
        widest = Math.max(widest, Math.abs(point[j] - points[0][j]));
      }
    }
    return widest;
  }

  private static void order(double[][] points, double[] value) {
    for (int i = 1; i < value.length; i++) {
      for (int j = i; j > 0 && value[j] < value[j - 1]; j--) {
        var v = value[j];
        value[j] = value[j - 1];
        value[j - 1] = v;
        var p = points[j];
        points[j] = points[j - 1];
        points[j - 1] = p;
      }
    }
  }

  /// Stirling's series above 8.
  private static double logGamma(double z) {
    var product = 1.0;
    for (; z < 8; z++) {
      product *= z;
    }
    var i = 1 / (z * z);
    return (z - .5) * Math.log(z)
        - z
        + .9189385332046727
        + (1 / 12.0 - i * (1 / 360.0 - i * (1 / 1260.0 - i / 1680))) / z
        - Math.log(product);
  }
}
