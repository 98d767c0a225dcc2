package changke.insights;

import changke.engine.days.People;
import changke.engine.value.Repurchase;
import java.util.Arrays;

/// What each buyer has brought up to the end of a day, in columns. A buyer has a place here, in
/// rising order of the numbers of people.
final class Customers {

  final int lastDay;
  final int size;
  final int[] person;
  final int[] orders;
  final int[] firstDay;
  final int[] secondDay;
  final int[] latestDay;
  final long[] net;

  private Customers(int lastDay, int most) {
    this.lastDay = lastDay;
    size = most;
    person = new int[most];
    orders = new int[most];
    firstDay = new int[most];
    secondDay = new int[most];
    latestDay = new int[most];
    net = new long[most];
  }

  /// Those of a report's people who have ordered by the end of its last day.
  static Customers of(Scope scope) {
    return of(scope.all().purchases, scope.people(), (int) scope.to().toEpochDay());
  }

  /// Those of some people who have ordered by the end of a local day.
  static Customers of(Purchases all, People people, int lastDay) {
    int buyers = 0;
    for (int p = 0; p < all.people(); p++) {
      buyers += belongs(all, people, p, lastDay) ? 1 : 0;
    }
    var found = new Customers(lastDay, buyers);
    int at = 0;
    for (int p = 0; p < all.people(); p++) {
      if (belongs(all, people, p, lastDay)) {
        found.read(all, p, at++);
      }
    }
    return found;
  }

  private static boolean belongs(Purchases all, People people, int p, int lastDay) {
    int from = all.from(p);
    return from < all.to(p) && all.day(from) <= lastDay && people.contains(p);
  }

  private void read(Purchases all, int p, int at) {
    person[at] = p;
    int from = all.from(p);
    int to = all.to(p);
    firstDay[at] = all.day(from);
    secondDay[at] = Repurchase.NEVER;
    for (int order = from; order < to && all.day(order) <= lastDay; order++) {
      if (order == from + 1) {
        secondDay[at] = all.day(order);
      }
      orders[at]++;
      latestDay[at] = all.day(order);
      net[at] += all.net(order);
    }
  }

  /// Days since the last order, by place.
  int[] recency() {
    var days = new int[size];
    Arrays.setAll(days, at -> lastDay - latestDay[at]);
    return days;
  }
}
