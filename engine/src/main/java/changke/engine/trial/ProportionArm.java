package changke.engine.trial;

/// Yes or no per person: bought, came back, complained. The variance is p(1 − p), without n − 1.
///
/// @param sum the number of people who did
public record ProportionArm(long n, long sum) implements Arm {

  public ProportionArm {
    Sums.check(n);
    if (sum < 0 || sum > n) throw new IllegalArgumentException(sum + " of " + n + " people");
  }

  public ProportionArm plus(ProportionArm other) {
    return new ProportionArm(n + other.n, sum + other.sum);
  }

  @Override
  public double mean() {
    return n == 0 ? 0 : (double) sum / n;
  }

  @Override
  public double variance() {
    return mean() * (1 - mean());
  }
}
