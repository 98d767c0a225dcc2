package changke.insights;

import changke.engine.days.People;
import java.util.Arrays;

/// People who need somebody to look at them: the rules of thumb beside the statistical alarms.
final class Care {

  private static final int LEAST_USUAL = 10;

  private Care() {}

  /// Whether people stay away two weeks running: both at most half of what is usual.
  static boolean halved(double lastWeek, double weekBefore, double usual) {
    return usual >= LEAST_USUAL && lastWeek <= usual / 2 && weekBefore <= usual / 2;
  }

  /// Whether buyers order at most half as often as in the quarter before, so within six months.
  static boolean rarer(double[] frequency) {
    return frequency[1] > 0 && frequency[0] <= frequency[1] / 2;
  }

  /// Valued buyers who slow down: among the two fifths who brought most, bought three times or
  /// more, and silent for more than twice their own mean gap (a week at least, a year at most). It
  /// is a guess, and not made about those who said no to guesses.
  static People slowing(Scope scope) {
    var buyers = Customers.of(scope.all().purchases, scope.people(), (int) scope.to().toEpochDay());
    var words = new long[(scope.all().size() + 63) >>> 6];
    var net = buyers.net.clone();
    Arrays.parallelSort(net);
    long least = net.length == 0 ? 0 : net[net.length * 3 / 5];
    for (int at = 0; at < buyers.size; at++) {
      int silent = buyers.lastDay - buyers.latestDay[at];
      double gap =
          (double) (buyers.latestDay[at] - buyers.firstDay[at])
              / Math.max(1, buyers.orders[at] - 1);
      if (buyers.orders[at] >= 3
          && buyers.net[at] >= least
          && silent > Math.max(7, 2 * gap)
          && silent <= 365) {
        words[buyers.person[at] >>> 6] |= 1L << buyers.person[at];
      }
    }
    return People.ofWords(words, scope.all().size()).and(scope.all().guessable());
  }

  /// Bought before, and nothing was seen of them for so many days.
  static People silent(Scope scope, int days) {
    var orders = scope.all().purchases;
    int last = (int) scope.to().toEpochDay();
    var people = scope.people();
    return People.of(
            scope.all().size(),
            p ->
                orders.count(p) > 0
                    && people.contains(p)
                    && orders.day(orders.from(p)) <= last - days)
        .minus(Crowds.active(scope.all(), Behaviour.ACTIVE, last - days + 1, last + 1));
  }

  /// Orders for each buyer in the 91 days up to the last one, and in the 91 before them.
  static double[] frequency(Scope scope) {
    int last = (int) scope.to().toEpochDay();
    var orders = scope.all().purchases;
    var people = scope.people();
    var counts = new long[2];
    var buyers = new long[2];
    for (int p = 0; p < orders.people(); p++) {
      int before = -1;
      for (int order = orders.from(p); order < orders.to(p); order++) {
        int age = last - orders.day(order);
        if (age >= 0 && age < 182 && people.contains(p)) {
          int half = age < 91 ? 0 : 1;
          counts[half]++;
          buyers[half] += half == before ? 0 : 1;
          before = half;
        }
      }
    }
    return new double[] {
      buyers[0] == 0 ? 0 : (double) counts[0] / buyers[0],
      buyers[1] == 0 ? 0 : (double) counts[1] / buyers[1]
    };
  }
}
