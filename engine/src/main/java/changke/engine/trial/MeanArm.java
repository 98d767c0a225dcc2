package changke.engine.trial;

/// A value per person: spending, visits, minutes.
///
/// @param sumOfSquares of the values
public record MeanArm(long n, double sum, double sumOfSquares) implements Arm {

  public MeanArm {
    Sums.check(n, sum, sumOfSquares);
  }

  /// The sums of single values.
  public static MeanArm of(double... values) {
    double sum = 0;
    double squares = 0;
    for (double value : values) {
      sum += value;
      squares += value * value;
    }
    return new MeanArm(values.length, sum, squares);
  }

  public MeanArm plus(MeanArm other) {
    return new MeanArm(n + other.n, sum + other.sum, sumOfSquares + other.sumOfSquares);
  }

  @Override
  public double mean() {
    return n == 0 ? 0 : sum / n;
  }

  @Override
  public double variance() {
    return Sums.covariance(n, sum, sum, sumOfSquares);
  }
}
