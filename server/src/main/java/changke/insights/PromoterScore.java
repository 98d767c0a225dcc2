package changke.insights;

/// The net promoter score of answers from 0 to 10: promoters say 9 or 10, detractors 6 or less.
///
/// The variance is that of a mean of +1, 0 and −1 (Rocks, 2016, "Interval estimation for the Net
/// Promoter Score", The American Statistician 70, Wald), so that few or equal answers have too
/// narrow an interval: they are marked.
public record PromoterScore(long promoters, long passives, long detractors) {

  private static final double Z = 1.959963984540054;
  private static final int FEW = 30;

  public long answers() {
    return promoters + passives + detractors;
  }

  /// 100·(p − d), from −100 to 100; NaN without answers.
  public double score() {
    return 100.0 * (promoters - detractors) / answers();
  }

  /// 100²·(p + d − (p − d)²)/n: the square of the standard error.
  public double variance() {
    double n = answers();
    double difference = (promoters - detractors) / n;
    return 10_000 * Math.max(0, (promoters + detractors) / n - difference * difference) / n;
  }

  public double low() {
    return Math.max(-100, score() - Z * Math.sqrt(variance()));
  }

  public double high() {
    return Math.min(100, score() + Z * Math.sqrt(variance()));
  }

  /// Whether it says little.
  public boolean isTiny() {
    return answers() < FEW;
  }
}
