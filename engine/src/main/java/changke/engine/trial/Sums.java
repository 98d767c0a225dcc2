package changke.engine.trial;

/// What all arms ask of their sums.
final class Sums {

  private Sums() {}

  static void check(long n, double... sums) {
    if (n < 0) throw new IllegalArgumentException("a negative number of people: " + n);
    for (double sum : sums) {
      if (!Double.isFinite(sum))
        throw new IllegalArgumentException("a sum that is not finite: " + sum);
    }
  }

  static void same(long n, long other) {
    if (n != other)
      throw new IllegalArgumentException("sums over " + n + " and over " + other + " people");
  }

  /// The sample covariance; 0 for one person or none.
  static double covariance(long n, double sumX, double sumY, double products) {
    return n <= 1 ? 0 : (products - sumX * sumY / n) / (n - 1);
  }
}
