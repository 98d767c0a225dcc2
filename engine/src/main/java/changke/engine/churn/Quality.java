package changke.engine.churn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How good a score was, measured on people who were not learned from.
///
/// @param auc the chance that somebody who left was ranked above somebody who stayed
/// @param averagePrecision the mean precision over all who left (no interpolation)
/// @param brier the mean squared error of the probability
/// @param lift how many times more of the riskiest tenth left than of all
/// @param reliability what was said against what happened, from the lowest tenth to the highest
public record Quality(
    long people,
    long gone,
    double auc,
    double averagePrecision,
    double brier,
    double lift,
    List<Tenth> reliability) {

  /// A tenth of the people: the mean probability that was said, and the share that left.
  public record Tenth(long people, double said, double happened) {}

  public Quality {
    reliability = List.copyOf(reliability);
  }

  /// Measures probabilities against what happened; ties are one rank, whatever their number.
  ///
  /// @return empty when all left or all stayed: there is nothing to tell apart
  public static Optional<Quality> of(double[] probability, boolean[] gone) {
    var order = byScore(probability, gone);
    long people = order.length;
    long left = 0;
    var squares = 0.0;
    for (int i = 0; i < gone.length; i++) {
      left += gone[i] ? 1 : 0;
      squares += Math.pow(probability[i] - (gone[i] ? 1 : 0), 2);
    }
    if (left == 0 || left == people) {
      return Optional.empty();
    }
    return Optional.of(
        new Quality(
            people,
            left,
            auc(order, left),
            precision(order, left),
            squares / people,
            lift(order, left),
            reliability(order)));
  }

  /// The chance that somebody who left was ranked above somebody who stayed, ties counting half.
  static double auc(double[] score, boolean[] gone) {
    var order = byScore(score, gone);
    return auc(order, Arrays.stream(order).filter(Quality::gone).count());
  }

  private static double auc(long[] order, long left) {
    var ranks = 0.0;
    for (int from = 0; from < order.length; ) {
      var to = endOfTie(order, from);
      ranks += gone(order, from, to) * ((from + 1.0 + to) / 2);
      from = to;
    }
    return (ranks - left * (left + 1.0) / 2) / ((double) left * (order.length - left));
  }

  private static double precision(long[] order, long left) {
    var sum = 0.0;
    long found = 0;
    for (int to = order.length; to > 0; ) {
      var from = startOfTie(order, to);
      var here = gone(order, from, to);
      found += here;
      sum += here * ((double) found / (order.length - from));
      to = from;
    }
    return sum / left;
  }

  /// Of a tie across the border of the tenth, the matching part is counted.
  private static double lift(long[] order, long left) {
    var tenth = order.length / 10.0;
    var found = 0.0;
    for (int to = order.length; to > 0 && order.length - to < tenth; ) {
      var from = startOfTie(order, to);
      var share = Math.min(1, (tenth - (order.length - to)) / (to - from));
      found += share * gone(order, from, to);
      to = from;
    }
    return found / tenth / ((double) left / order.length);
  }

  /// A tie is never divided, so there may be fewer than ten.
  private static List<Tenth> reliability(long[] order) {
    var tenths = new ArrayList<Tenth>();
    for (int from = 0; from < order.length; ) {
      var due = (int) ((tenths.size() + 1L) * order.length / 10);
      var to = endOfTie(order, Math.max(from, due - 1));
      var said = 0.0;
      for (int i = from; i < to; i++) {
        said += score(order[i]);
      }
      var people = to - from;
      tenths.add(new Tenth(people, said / people, (double) gone(order, from, to) / people));
      from = to;
    }
    return tenths;
  }

  /// Score and outcome in one number each, so that ten million are one primitive sort: the bits of
  /// a float in an order that sorts like its value, and the outcome in the last bit.
  private static long[] byScore(double[] score, boolean[] gone) {
    if (score.length != gone.length) {
      throw new IllegalArgumentException("people: " + score.length + " and " + gone.length);
    }
    var order = new long[score.length];
    for (int i = 0; i < order.length; i++) {
      if (Double.isNaN(score[i])) {
        throw new IllegalArgumentException("score of " + i + " is not a number");
      }
      // Adding 0.0 makes one zero of two.
      var bits = Double.doubleToLongBits(score[i] + 0.0);
      order[i] = (flipped(bits) & ~1L) | (gone[i] ? 1 : 0);
    }
    Arrays.sort(order);
    return order;
  }

  private static double score(long entry) {
    var bits = entry & ~1L;
    return Double.longBitsToDouble(flipped(bits));
  }

  /// Negative doubles have their bits in falling order; this turns them round, and back again.
  private static long flipped(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }

  private static boolean gone(long entry) {
    return (entry & 1) == 1;
  }

  private static long gone(long[] order, int from, int to) {
    long n = 0;
    for (int i = from; i < to; i++) {
      n += order[i] & 1;
    }
    return n;
  }

  private static int endOfTie(long[] order, int from) {
    int to = from + 1;
    while (to < order.length && order[to] >> 1 == order[from] >> 1) {
      to++;
    }
    return to;
  }

  private static int startOfTie(long[] order, int to) {
    int from = to - 1;
    while (from > 0 && order[from - 1] >> 1 == order[to - 1] >> 1) {
      from--;
    }
    return from;
  }
}
