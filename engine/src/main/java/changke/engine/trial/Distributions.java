package changke.engine.trial;

/// The distribution functions that tests need, to about 1e-14: incomplete gamma and beta by series
/// and continued fraction (Abramowitz and Stegun 6.5 and 26.5; modified Lentz), gamma by Lanczos.
final class Distributions {

  private static final double TINY = 1e-300;
  private static final double EPSILON = 1e-15;
  private static final int TERMS = 100_000;
  private static final double[] LANCZOS = {
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531,
    -176.6150291621406, 12.507343278686905, -0.13857109526572012, 0.000009984369578019572,
    1.5056327351493116e-7
  };

  private Distributions() {}

  static void checkAlpha(double alpha) {
    if (!(alpha > 0 && alpha < .5)) throw new IllegalArgumentException("alpha: " + alpha);
  }

  static double normalDensity(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  static double normalCdf(double x) {
    double outside = gammaAbove(.5, x * x / 2) / 2;
    return x > 0 ? 1 - outside : outside;
  }

  /// By Halley's steps, in the lower tail because that keeps its digits.
  static double normalQuantile(double p) {
    if (p <= 0) return Double.NEGATIVE_INFINITY;
    if (p > .5) return -normalQuantile(1 - p);
    double x = -Math.sqrt(Math.max(0, -2 * Math.log(2 * p)));
    for (int i = 0; i < 60; i++) {
      double cdf = normalCdf(x);
      double error = (cdf - p) / normalDensity(x);
      double step = error / (1 + x * error / 2);
      x -= step;
      if (Math.abs(step) <= 1e-15 * Math.abs(x)) break;
    }
    return x;
  }

  static double studentCdf(double t, double degrees) {
    double sum = degrees + t * t;
    double outside = betaBelow(degrees / 2, .5, degrees / sum, t * t / sum) / 2;
    return t > 0 ? 1 - outside : outside;
  }

  static double studentQuantile(double p, double degrees) {
    if (p < .5) return -studentQuantile(1 - p, degrees);
    double low = 0;
    double high = 1;
    while (studentCdf(high, degrees) < p && high < 1e300) high *= 2;
    for (int i = 0; i < 200 && high - low > 1e-15 * high; i++) {
      double middle = (low + high) / 2;
      if (studentCdf(middle, degrees) < p) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /// The chance that chi-square with `degrees` exceeds `x`.
  static double chiSquareAbove(double x, double degrees) {
    return gammaAbove(degrees / 2, x / 2);
  }

  static double logGamma(double x) {
    if (x < .5) return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) sum += LANCZOS[i] / (x - 1 + i);
    double base = x + 6.5;
    return Math.log(2 * Math.PI) / 2 + (x - .5) * Math.log(base) - base + Math.log(sum);
  }

  /// The regularised upper incomplete gamma function Q(a, x).
  static double gammaAbove(double a, double x) {
    if (x <= 0) return 1;
    if (Double.isInfinite(x)) return 0;
    double scale = Math.exp(a * Math.log(x) - x - logGamma(a));
    return x < a + 1 ? 1 - scale * gammaSeries(a, x) : scale * gammaFraction(a, x);
  }

  private static double gammaSeries(double a, double x) {
    double term = 1 / a;
    double sum = term;
    for (int n = 1; n < TERMS && Math.abs(term) > EPSILON * Math.abs(sum); n++) {
      term *= x / (a + n);
      sum += term;
    }
    return sum;
  }

  private static double gammaFraction(double a, double x) {
    double b = x + 1 - a;
    double c = 1 / TINY;
    double d = 1 / b;
    double value = d;
    for (int i = 1; i < TERMS; i++) {
      double coefficient = -i * (i - a);
      b += 2;
      d = 1 / away(coefficient * d + b);
      c = away(b + coefficient / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < EPSILON) break;
    }
    return value;
  }

  /// The regularised incomplete beta function I(x; a, b), with `y` = 1 − x given apart to keep its
  /// digits.
  private static double betaBelow(double a, double b, double x, double y) {
    if (x <= 0) return 0;
    if (y <= 0) return 1;
    double front =
        Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * log(x, y) + b * log(y, x));
    return x < (a + 1) / (a + b + 2)
        ? front * betaFraction(a, b, x) / a
        : 1 - front * betaFraction(b, a, y) / b;
  }

  private static double log(double x, double rest) {
    return x > .5 ? Math.log1p(-rest) : Math.log(x);
  }

  private static double betaFraction(double a, double b, double x) {
    double c = 1;
    double d = 1 / away(1 - (a + b) * x / (a + 1));
    double value = d;
    for (int m = 1; m < TERMS; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / away(1 + even * d);
      c = away(1 + even / c);
      value *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / away(1 + odd * d);
      c = away(1 + odd / c);
      value *= d * c;
      if (Math.abs(d * c - 1) < EPSILON) break;
    }
    return value;
  }

  private static double away(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }
}
