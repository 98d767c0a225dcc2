package changke.engine.value;

/// ln Γ and its first two derivatives for positive arguments, by Stirling's series (Abramowitz and
/// Stegun 6.1.41, 6.3.18, 6.4.12) after lifting the argument above 12.
final class Gammas {

  private static final double ENOUGH = 12;
  private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  private Gammas() {}

  static double logGamma(double x) {
    // The product of at most twelve factors is below 1e9: no overflow.
    var product = 1.0;
    for (; x < ENOUGH; x++) {
      product *= x;
    }
    var i = 1 / x;
    var i2 = i * i;
    var series =
        i * (1 / 12.0 - i2 * (1 / 360.0 - i2 * (1 / 1260.0 - i2 * (1 / 1680.0 - i2 / 1188))));
    return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + series - Math.log(product);
  }

  static double digamma(double x) {
    var lifted = 0.0;
    for (; x < ENOUGH; x++) {
      lifted += 1 / x;
    }
    var i2 = 1 / (x * x);
    var series =
        i2 * (1 / 12.0 - i2 * (1 / 120.0 - i2 * (1 / 252.0 - i2 * (1 / 240.0 - i2 / 132))));
    return Math.log(x) - 0.5 / x - series - lifted;
  }

  static double trigamma(double x) {
    var lifted = 0.0;
    for (; x < ENOUGH; x++) {
      lifted += 1 / (x * x);
    }
    var i = 1 / x;
    var i2 = i * i;
    var series = i2 * (1 / 6.0 - i2 * (1 / 30.0 - i2 * (1 / 42.0 - i2 * (1 / 30.0 - i2 * 5 / 66))));
    return i * (1 + 0.5 * i + series) + lifted;
  }
}
