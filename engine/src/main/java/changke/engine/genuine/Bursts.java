package changke.engine.genuine;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hours in which a shop gets far more orders than in its other hours: more than chance gives once
/// in a million hours even if this is its busy evening (Poisson at three times the usual rate), and
/// never fewer than ten.
///
/// A campaign makes bursts as well. That is why a burst alone never says fake: it adds to what else
/// is found.
final class Bursts {

  private static final Duration WINDOW = Duration.ofHours(1);
  private static final int LEAST_ORDERS = 10;
  private static final double CHANCE = 1e-6;

  private Bursts() {}

  static Map<Long, Evidence> byOrder(List<Order> orders) {
    Map<Long, List<Order>> shops = new HashMap<>();
    for (var order : orders)
      shops.computeIfAbsent(order.shop(), shop -> new java.util.ArrayList<>()).add(order);
    Map<Long, Evidence> found = new HashMap<>();
    for (var own : shops.values()) shop(own, found);
    return found;
  }

  private static void shop(List<Order> orders, Map<Long, Evidence> found) {
    var sorted = orders.stream().sorted(Comparator.comparing(Order::paidAt)).toList();
    int from = 0;
    for (int to = 0; to < sorted.size(); to++) {
      while (!sorted.get(from).paidAt().isAfter(sorted.get(to).paidAt().minus(WINDOW))) from++;
      int count = to - from + 1;
      if (count < LEAST_ORDERS) continue;
      double usual = usual(sorted, count);
      if (chance(count, usual) > CHANCE) continue;
      var burst =
          new Evidence.Burst(sorted.get(from).paidAt(), sorted.get(to).paidAt(), count, usual);
      for (int i = from; i <= to; i++) {
        found.merge(sorted.get(i).id(), burst, (old, now) -> orders(old) >= count ? old : now);
      }
    }
  }

  private static int orders(Evidence evidence) {
    return evidence instanceof Evidence.Burst burst ? burst.orders() : 0;
  }

  /// Orders per hour outside of the window; at least one in a day, so that a young shop's first
  /// busy hour is not compared with nothing.
  private static double usual(List<Order> sorted, int inside) {
    Instant first = sorted.getFirst().paidAt();
    double hours = Duration.between(first, sorted.getLast().paidAt()).toMinutes() / 60d;
    return Math.max(1 / 24d, (sorted.size() - inside) / Math.max(24, hours));
  }

  /// The chance of so many or more at three times the usual rate, because shops have busy evenings.
  static double chance(int count, double usual) {
    double mean = 3 * usual;
    if (count <= mean) return 1;
    double term = Math.exp(-mean + count * Math.log(mean) - logFactorial(count));
    double sum = term;
    for (int k = count + 1; term > sum * 1e-12; k++) {
      term *= mean / k;
      sum += term;
    }
    return Math.min(1, sum);
  }

  private static double logFactorial(int n) {
    double sum = 0;
    for (int k = 2; k <= n; k++) sum += Math.log(k);
    return sum;
  }
}
