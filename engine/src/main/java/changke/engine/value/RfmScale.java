package changke.engine.value;

import java.util.Arrays;

/// Where one score ends and the next begins. A shop takes the scale from its own people with [#of],
/// or constructs one from thresholds that it has chosen.
///
/// @param recency days since the last paid order: the most days that still earn a score
/// @param frequency paid orders: the fewest that earn a score
/// @param money minor units net of refunds: the least that earns a score
public record RfmScale(AtMost recency, AtLeast frequency, AtLeast money) {

  /// Orders for the scores 2 to 5: 2, 3–4, 5–9, 10 and more. Fixed, because quintiles collapse when
  /// most people bought once.
  public static final AtLeast ORDERS = new AtLeast(2, 3, 5, 10);

  /// Recency and money by quintile of these people. Who is tied shares the better score: a score is
  /// `5 − ⌊5 · people strictly better / people⌋`, so that everybody has 5 when all are equal.
  ///
  /// @param recencyDays days since the last paid order, one entry for each person
  /// @param moneyMinor money net of refunds in one currency, in the same order
  public static RfmScale of(int[] recencyDays, long[] moneyMinor) {
    if (recencyDays.length != moneyMinor.length) {
      throw new IllegalArgumentException(
          "people: " + recencyDays.length + " and " + moneyMinor.length);
    }
    var money = moneyMinor.clone();
    Arrays.sort(money);
    var days = recencyDays.clone();
    Arrays.sort(days);
    return new RfmScale(AtMost.quintiles(days), ORDERS, AtLeast.quintiles(money));
  }

  public RfmScore score(int recencyDays, int orders, long moneyMinor) {
    return new RfmScore(
        recency.score(recencyDays), frequency.score(orders), money.score(moneyMinor));
  }

  /// The largest values that still earn the scores 5, 4, 3 and 2.
  public record AtMost(long five, long four, long three, long two) {

    public AtMost {
      ascending(five, four, three, two);
    }

    int score(long value) {
      return value <= five ? 5 : value <= four ? 4 : value <= three ? 3 : value <= two ? 2 : 1;
    }

    private static AtMost quintiles(int[] sorted) {
      var n = sorted.length;
      if (n == 0) {
        return new AtMost(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
      }
      return new AtMost(
          sorted[last(n, 1)], sorted[last(n, 2)], sorted[last(n, 3)], sorted[last(n, 4)]);
    }
  }

  /// The smallest values that earn the scores 2, 3, 4 and 5.
  public record AtLeast(long two, long three, long four, long five) {

    public AtLeast {
      ascending(two, three, four, five);
    }

    int score(long value) {
      return value >= five ? 5 : value >= four ? 4 : value >= three ? 3 : value >= two ? 2 : 1;
    }

    private static AtLeast quintiles(long[] sorted) {
      var n = sorted.length;
      if (n == 0) {
        return new AtLeast(Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE, Long.MIN_VALUE);
      }
      return new AtLeast(
          sorted[n - 1 - last(n, 4)],
          sorted[n - 1 - last(n, 3)],
          sorted[n - 1 - last(n, 2)],
          sorted[n - 1 - last(n, 1)]);
    }
  }

  /// Position, counted from the best, of the last person whom fewer than `fifths · n / 5` precede.
  private static int last(int n, int fifths) {
    return (int) (((long) fifths * n + 4) / 5) - 1;
  }

  private static void ascending(long first, long second, long third, long fourth) {
    if (first > second || second > third || third > fourth) {
      throw new IllegalArgumentException(
          "thresholds: " + first + ", " + second + ", " + third + ", " + fourth);
    }
  }
}
