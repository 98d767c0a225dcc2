package changke.engine.seed;

import changke.engine.value.BgNbd;
import changke.engine.value.RepeatPurchases;
import java.util.SplittableRandom;

/// People who buy and leave exactly as BG/NBD or MBG/NBD has it, with known parameters, so that a
/// fit can be held against the truth.
///
/// They arrive over the first half of the days. Purchases fall on whole days, as in a shop's books.
public final class Buyers {

  private final int[] repeats;
  private final int[] lastDay;
  private final int[] seenDays;

  /// Draws the people.
  ///
  /// @param law its times are days
  public Buyers(BgNbd law, int people, int days, long seed) {
    repeats = new int[people];
    lastDay = new int[people];
    seenDays = new int[people];
    var random = new SplittableRandom(seed);
    for (int i = 0; i < people; i++) {
      live(i, law, days - random.nextInt(days / 2), random);
    }
  }

  private void live(int i, BgNbd law, int seen, SplittableRandom random) {
    seenDays[i] = seen;
    var rate = gamma(random, law.r()) / law.alpha();
    var leaving = gamma(random, law.a());
    var leaves = leaving / (leaving + gamma(random, law.b()));
    if (law.dropout() == BgNbd.Dropout.AFTER_EVERY && random.nextDouble() < leaves) {
      return;
    }
    for (var at = random.nextExponential() / rate;
        at < seen;
        at += random.nextExponential() / rate) {
      repeats[i]++;
      lastDay[i] = Math.max(1, (int) Math.round(at));
      if (random.nextDouble() < leaves) {
        return;
      }
    }
  }

  /// Marsaglia and Tsang's gamma, drawn for shape + 1 and brought down, which holds below 1 too.
  private static double gamma(SplittableRandom random, double shape) {
    var d = shape + 1 - 1 / 3.0;
    while (true) {
      var z = random.nextGaussian();
      var v = Math.pow(1 + z / Math.sqrt(9 * d), 3);
      if (v > 0 && Math.log(random.nextDouble()) < z * z / 2 + d - d * v + d * Math.log(v)) {
        return d * v * Math.pow(random.nextDouble(), 1 / shape);
      }
    }
  }

  public int people() {
    return repeats.length;
  }

  /// Purchases of a person after the first.
  public int repeats(int person) {
    return repeats[person];
  }

  /// Days from the first purchase to the last.
  public int lastDay(int person) {
    return lastDay[person];
  }

  /// Days from the first purchase to the end.
  public int seenDays(int person) {
    return seenDays[person];
  }

  /// Their histories, ready to be fitted.
  public RepeatPurchases purchases(double unitDays) {
    return RepeatPurchases.ofDays(repeats, lastDay, seenDays, unitDays).orElseThrow();
  }
}
