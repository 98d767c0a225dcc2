package changke.engine.value;

/// One person's scores from 1 to 5, five being best.
public record RfmScore(int recency, int frequency, int money) {

  public RfmScore {
    check(recency);
    check(frequency);
    check(money);
  }

  /// The person's group: a cell of the grid recency × worth, where worth is the mean of frequency
  /// and money rounded down. Who bought once is worth 1 whatever the sum was, and who bought again
  /// is worth 2 at least: a first order is never called loyalty, a second never a first.
  public RfmSegment segment() {
    var worth = frequency == 1 ? 1 : Math.max(2, (frequency + money) / 2);
    return switch (recency) {
      case 5 ->
          worth == 1
              ? RfmSegment.NEW
              : worth <= 3 ? RfmSegment.POTENTIAL_LOYALISTS : RfmSegment.CHAMPIONS;
      case 4 ->
          worth == 1
              ? RfmSegment.PROMISING
              : worth <= 3 ? RfmSegment.POTENTIAL_LOYALISTS : RfmSegment.LOYAL;
      case 3 ->
          worth <= 2
              ? RfmSegment.ABOUT_TO_SLEEP
              : worth == 3 ? RfmSegment.NEED_ATTENTION : RfmSegment.LOYAL;
      default -> away(worth);
    };
  }

  private RfmSegment away(int worth) {
    if (worth == 5) {
      return RfmSegment.CANNOT_LOSE;
    }
    if (worth >= 3) {
      return RfmSegment.AT_RISK;
    }
    return recency == 2 ? RfmSegment.HIBERNATING : RfmSegment.LOST;
  }

  private static void check(int score) {
    if (score < 1 || score > 5) {
      throw new IllegalArgumentException("score: " + score);
    }
  }
}
