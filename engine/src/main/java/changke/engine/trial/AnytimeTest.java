package changke.engine.trial;

/// An interval that holds at every look at once, however often one looks and whenever one stops:
/// the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (arXiv
/// 2103.06476v7, equations 9, 134, 155 and 161).
///
/// @param alpha the accepted share of false alarms over the whole experiment
/// @param tightestAt the number of people at which the interval is narrowest; it is valid at any
///   number
public record AnytimeTest(double alpha, double tightestAt) {

  /// A one-sided p-value is not sought above this: the data speak for the other side.
  private static final double NO_EVIDENCE = .4999;

  public AnytimeTest {
    Distributions.checkAlpha(alpha);
    if (!(tightestAt > 0)) throw new IllegalArgumentException("tightestAt: " + tightestAt);
  }

  /// The usual size of an experiment: 5,000 people.
  public AnytimeTest(double alpha) {
    this(alpha, 5000);
  }

  public Reading read(Effect effect, Side side) {
    double mixed = effect.n() * rho2(side == Side.BOTH ? alpha : 2 * alpha);
    double spread = 2 * (mixed + 1) / mixed * effect.variance();
    double log =
        side == Side.BOTH
            ? Math.log(Math.sqrt(mixed + 1) / alpha)
            : Math.log1p(Math.sqrt(mixed + 1) / (2 * alpha));
    double p = side == Side.BOTH ? twoSidedP(effect, mixed) : oneSidedP(effect, side, mixed);
    return reading(effect, side, Math.sqrt(spread * log), p);
  }

  /// One over the evidence that has gathered; the running minimum over all looks is valid as well.
  private static double twoSidedP(Effect effect, double mixed) {
    double z2 = effect.estimate() * effect.estimate() / effect.variance();
    return Math.min(1, Math.sqrt(mixed + 1) * Math.exp(-z2 * mixed / (2 * (mixed + 1))));
  }

  /// The level at which the one-sided bound would just touch zero.
  private static double oneSidedP(Effect effect, Side side, double mixed) {
    double toward = side == Side.GREATER ? effect.estimate() : -effect.estimate();
    if (toward <= 0) return NO_EVIDENCE;
    double z2 = effect.estimate() * effect.estimate() / effect.variance();
    double exponent = z2 * mixed / (2 * (mixed + 1));
    return Math.min(NO_EVIDENCE, Math.sqrt(mixed + 1) / (2 * Math.expm1(exponent)));
  }

  /// How strongly the mixture looks at small effects: chosen so that the interval is tightest at
  /// `tightestAt`.
  private double rho2(double level) {
    double twice = -2 * Math.log(level);
    return (twice + Math.log1p(twice)) / tightestAt;
  }

  static Reading reading(Effect effect, Side side, double width, double p) {
    double low = side == Side.LESSER ? Double.NEGATIVE_INFINITY : effect.estimate() - width;
    double high = side == Side.GREATER ? Double.POSITIVE_INFINITY : effect.estimate() + width;
    return new Reading(effect.estimate(), low, high, effect.standardError(), p);
  }
}
