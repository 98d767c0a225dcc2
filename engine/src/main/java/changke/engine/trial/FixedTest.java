package changke.engine.trial;

/// Welch's t-test: valid for one look at a size that was decided before. Whoever looks every day
/// uses [AnytimeTest].
///
/// @param alpha the accepted share of false alarms
public record FixedTest(double alpha) {

  public FixedTest {
    Distributions.checkAlpha(alpha);
  }

  public Reading read(Effect effect, Side side) {
    double t = effect.estimate() / effect.standardError();
    double tail = side == Side.BOTH ? alpha / 2 : alpha;
    double width =
        Distributions.studentQuantile(1 - tail, effect.degrees()) * effect.standardError();
    double p =
        switch (side) {
          case BOTH -> 2 * Distributions.studentCdf(-Math.abs(t), effect.degrees());
          case GREATER -> Distributions.studentCdf(-t, effect.degrees());
          case LESSER -> Distributions.studentCdf(t, effect.degrees());
        };
    return AnytimeTest.reading(effect, side, width, p);
  }
}
