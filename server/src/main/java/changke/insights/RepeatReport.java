package changke.insights;

import changke.engine.cohort.Interval;
import changke.engine.value.RepeatOrders;
import changke.engine.value.Repurchase;
import changke.engine.value.Survival;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Who orders again, and when.
///
/// @param within repurchase within 30, 60, 90, 180 and 365 days
/// @param waiting how long people wait with their second order
/// @param byOrders people by number of orders: 1, 2, … 9, and 10 or more
public record RepeatReport(
    RepeatOrders orders, List<Repurchase> within, Survival waiting, List<Long> byOrders) {

  public RepeatReport {
    within = List.copyOf(within);
    byOrders = List.copyOf(byOrders);
  }

  static final int[] HORIZONS = {30, 60, 90, 180, 365};
  private static final int MANY = 10;

  static RepeatReport of(ShopHistory history) {
    var buyers =
        IntStream.range(0, history.orders.length).filter(p -> history.orders[p] > 0).toArray();
    var first = pick(history.firstOrderDay, buyers);
    var second = pick(history.secondOrderDay, buyers);
    var byOrders = new long[MANY];
    for (int p : buyers) {
      byOrders[Math.min(MANY, history.orders[p]) - 1]++;
    }
    return new RepeatReport(
        RepeatOrders.of(pick(history.orders, buyers), first, pick(history.lastOrderDay, buyers)),
        Arrays.stream(HORIZONS)
            .mapToObj(h -> Repurchase.within(h, first, second, history.lastDay()))
            .toList(),
        Repurchase.timeToSecond(first, second, history.lastDay()),
        Arrays.stream(byOrders).boxed().toList());
  }

  /// The 95 % interval of one repurchase share (Wilson).
  public static Interval interval(Repurchase repurchase) {
    return Interval.of(repurchase.returned(), repurchase.eligible());
  }

  private static int[] pick(int[] values, int[] at) {
    var picked = new int[at.length];
    for (int i = 0; i < at.length; i++) {
      picked[i] = values[at[i]];
    }
    return picked;
  }
}
