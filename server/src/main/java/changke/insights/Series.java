package changke.insights;

import changke.engine.days.DaySet;
import changke.engine.days.People;
import java.util.Arrays;

/// Closed days as series: the last one is yesterday.
final class Series {

  private Series() {}

  /// People who did something on each day from `first` until before `end`.
  static double[] people(Behaviour all, int kind, People people, int first, int end) {
    var set = all.sets.kind(kind);
    var series = new double[end - first];
    var words = new long[DaySet.CHUNK_WORDS];
    for (int c = 0; c < set.chunks(); c++) {
      int base = c * DaySet.CHUNK_WORDS;
      for (int day = first; day < end; day++) {
        Arrays.fill(words, 0);
        set.addActive(c, day, words);
        long count = 0;
        for (int i = 0; i < words.length; i++) {
          count += Long.bitCount(words[i] & people.word(base + i));
        }
        series[day - first] += count;
      }
    }
    return series;
  }

  /// People whose first act of a kind is on each day.
  static double[] fresh(Behaviour all, int kind, People people, int first, int end) {
    var set = all.sets.kind(kind);
    var series = new double[end - first];
    long from = all.calendar().startOf(first);
    long until = all.calendar().startOf(end);
    for (int p = 0; p < all.size(); p++) {
      long began = set.first(p);
      if (began >= from && began < until && people.contains(p)) {
        series[all.calendar().dayOf(began) - first]++;
      }
    }
    return series;
  }

  /// Paid orders of each day, or their net money in minor units.
  ///
  /// @param category only what was bought in it; -1 for all
  static double[] orders(
      Behaviour all, People people, int category, boolean money, int first, int end) {
    var orders = all.purchases;
    var series = new double[end - first];
    for (int p = 0; p < orders.people(); p++) {
      int from = orders.from(p);
      if (from == orders.to(p) || !people.contains(p)) {
        continue;
      }
      for (int order = orders.to(p) - 1; order >= from && orders.day(order) >= first; order--) {
        if (orders.day(order) < end) {
          series[orders.day(order) - first] += value(all, order, category, money);
        }
      }
    }
    return series;
  }

  private static double value(Behaviour all, int order, int category, boolean money) {
    var orders = all.purchases;
    if (category < 0) {
      return money ? orders.net(order) : 1;
    }
    double sum = 0;
    for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
      if (all.shelf().category(orders.offer(line)) == category) {
        sum += money ? orders.lineNet(line) : 1;
      }
    }
    return money ? sum : Math.min(1, sum);
  }
}
