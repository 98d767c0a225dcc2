package changke.engine.value;

import java.util.Arrays;
import java.util.Optional;

/// The purchase histories that the purchase models are fitted to: for each person how many repeat
/// purchases (x), when the last one was (tx) and how long the person has been seen (T).
///
/// Equal histories are kept once with their number: a million people are a few ten thousand
/// histories, and a fit costs as much as there are different ones.
public final class RepeatPurchases {

  private static final int MAX_REPEATS = (1 << 20) - 1;
  private static final int MAX_DAYS = (1 << 22) - 1;

  private final int[] repeats;
  private final double[] last;
  private final double[] seen;
  private final double[] people;
  private final long total;

  private RepeatPurchases(
      int[] repeats, double[] last, double[] seen, double[] people, long total) {
    this.repeats = repeats;
    this.last = last;
    this.seen = seen;
    this.people = people;
    this.total = total;
  }

  /// Collects histories that are measured in days from each person's first purchase.
  ///
  /// @param repeats purchases after the first one, on other days than it; up to 1,048,575
  /// @param lastDay days from the first purchase to the last one, 0 without a repeat
  /// @param seenDays days from the first purchase to the end of the observation
  /// @param unitDays days in the models' unit of time: 7 for weeks
  /// @return empty when a history cannot be: a last purchase after the end, or repeats without time
  public static Optional<RepeatPurchases> ofDays(
      int[] repeats, int[] lastDay, int[] seenDays, double unitDays) {
    if (!(unitDays > 0 && unitDays < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("unitDays: " + unitDays);
    }
    var keys = new long[repeats.length];
    for (int i = 0; i < keys.length; i++) {
      if (!possible(repeats[i], lastDay[i], seenDays[i])) {
        return Optional.empty();
      }
      keys[i] = (long) repeats[i] << 44 | (long) lastDay[i] << 22 | seenDays[i];
    }
    Arrays.sort(keys);
    return Optional.of(grouped(keys, unitDays));
  }

  private static boolean possible(int repeats, int lastDay, int seenDays) {
    return repeats >= 0
        && repeats <= MAX_REPEATS
        && seenDays >= 0
        && seenDays <= MAX_DAYS
        && (repeats == 0 ? lastDay == 0 : lastDay > 0 && lastDay <= seenDays);
  }

  private static RepeatPurchases grouped(long[] keys, double unitDays) {
    int different = 0;
    for (int i = 0; i < keys.length; i++) {
      different += i == 0 || keys[i] != keys[i - 1] ? 1 : 0;
    }
    var repeats = new int[different];
    var last = new double[different];
    var seen = new double[different];
    var people = new double[different];
    int group = -1;
    for (int i = 0; i < keys.length; i++) {
      if (i == 0 || keys[i] != keys[i - 1]) {
        group++;
        repeats[group] = (int) (keys[i] >>> 44);
        last[group] = (keys[i] >>> 22 & MAX_DAYS) / unitDays;
        seen[group] = (keys[i] & MAX_DAYS) / unitDays;
      }
      people[group]++;
    }
    return new RepeatPurchases(repeats, last, seen, people, keys.length);
  }

  public long people() {
    return total;
  }

  /// How many different histories there are.
  public int groups() {
    return repeats.length;
  }

  int repeats(int group) {
    return repeats[group];
  }

  double last(int group) {
    return last[group];
  }

  double seen(int group) {
    return seen[group];
  }

  double people(int group) {
    return people[group];
  }

  /// People with at least one repeat.
  double repeaters() {
    var sum = 0.0;
    for (int i = 0; i < repeats.length; i++) {
      sum += repeats[i] > 0 ? people[i] : 0;
    }
    return sum;
  }

  /// Purchases per unit of time over all people.
  double rate() {
    var purchases = 0.0;
    var time = 0.0;
    for (int i = 0; i < repeats.length; i++) {
      purchases += people[i] * repeats[i];
      time += people[i] * seen[i];
    }
    return purchases / time;
  }

  /// For each j how many people have more than j repeats. Sums of `lnΓ(r + x) − lnΓ(r)` over all
  /// people are sums of `ln(r + j)` with these weights: exact for any r, without a gamma function.
  double[] withMoreThan() {
    var most = repeats.length == 0 ? 0 : repeats[repeats.length - 1];
    var more = new double[most];
    for (int i = 0; i < repeats.length; i++) {
      if (repeats[i] > 0) {
        more[repeats[i] - 1] += people[i];
      }
    }
    for (int j = most - 2; j >= 0; j--) {
      more[j] += more[j + 1];
    }
    return more;
  }
}
