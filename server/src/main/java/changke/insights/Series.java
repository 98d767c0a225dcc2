package changke.insights;

import changke.engine.days.People;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Closed days as series: the last one is yesterday.
final class Series {

  private static final int BLOCK = 1 << 15;

  private Series() {}

  /// People who did something on each day from `first` until before `end`.
  static double[] people(Behaviour all, int kind, People people, int first, int end) {
    var set = all.sets.kind(kind);
    return IntStream.range(first, end)
        .parallel()
        .mapToDouble(day -> set.countActive(day, people))
        .toArray();
  }

  /// People whose first act of a kind is on each day.
  static double[] fresh(Behaviour all, int kind, People people, int first, int end) {
    var set = all.sets.kind(kind);
    return IntStream.range(first, end)
        .parallel()
        .mapToDouble(day -> set.countStarting(day, people))
        .toArray();
  }

  /// Paid orders of each day and their net money in minor units, in all and by category.
  ///
  /// @param categories how many of the first categories are told apart
  static Sold sold(Behaviour all, People people, int first, int end, int categories) {
    return IntStream.range(0, (all.purchases.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> new Sold(all, first, end, categories),
            (sold, block) -> sold.add(people, block * BLOCK),
            Sold::merge);
  }

  /// What was sold day by day.
  static final class Sold {

    final double[] orders;
    final double[] net;
    final double[][] ordersIn;
    final double[][] netIn;
    private final Behaviour all;
    private final int first;
    private final int end;

    private Sold(Behaviour all, int first, int end, int categories) {
      this.all = all;
      this.first = first;
      this.end = end;
      orders = new double[end - first];
      net = new double[end - first];
      ordersIn = new double[categories][end - first];
      netIn = new double[categories][end - first];
    }

    private void add(People people, int from) {
      var bought = all.purchases;
      int to = Math.min(bought.people(), from + BLOCK);
      for (int index = from >>> 6; index << 6 < to; index++) {
        for (long rest = people.word(index); rest != 0; rest &= rest - 1) {
          int person = (index << 6) + Long.numberOfTrailingZeros(rest);
          int at = bought.to(person) - 1;
          for (; at >= bought.from(person) && bought.day(at) >= first; at--) {
            if (bought.day(at) < end) {
              add(at);
            }
          }
        }
      }
    }

    private void add(int order) {
      var bought = all.purchases;
      int day = bought.day(order) - first;
      orders[day]++;
      net[day] += bought.net(order);
      int from = bought.lineFrom(order);
      for (int line = from; ordersIn.length > 0 && line < bought.lineTo(order); line++) {
        int category = category(line);
        if (category >= 0 && category < ordersIn.length) {
          netIn[category][day] += bought.lineNet(line);
          int before = line - 1;
          while (before >= from && category(before) != category) {
            before--;
          }
          // An order of two things of one category is one order in it.
          ordersIn[category][day] += before < from ? 1 : 0;
        }
      }
    }

    private int category(int line) {
      return all.shelf().category(all.purchases.offer(line));
    }

    private void merge(Sold other) {
      plus(orders, other.orders);
      plus(net, other.net);
      for (int category = 0; category < ordersIn.length; category++) {
        plus(ordersIn[category], other.ordersIn[category]);
        plus(netIn[category], other.netIn[category]);
      }
    }

    private static void plus(double[] one, double[] other) {
      Arrays.setAll(one, i -> one[i] + other[i]);
    }
  }
}
