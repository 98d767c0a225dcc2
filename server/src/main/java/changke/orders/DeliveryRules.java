package changke.orders;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an order becomes once some of its lines were delivered or could not be. Pure.
final class DeliveryRules {

  /// The order's next state, its lines as they are now, and what the timeline says.
  record Outcome(
      OrderState state,
      List<OrderLine> lines,
      List<OrderStep> steps,
      @Nullable Instant completeAt) {

    boolean delivered() {
      return completeAt != null;
    }
  }

  private DeliveryRules() {}

  /// `after` are all lines of the order as they stand now.
  static Outcome outcome(Order before, List<OrderLine> after, Instant now) {
    var steps = new ArrayList<OrderStep>();
    for (int i = 0; i < after.size(); i++) {
      var was = before.lines().get(i).state();
      var is = after.get(i).state();
      if (was == LineState.OPEN && is != LineState.OPEN) {
        var kind = is == LineState.DELIVERED ? "line-delivered" : "line-short";
        steps.add(new OrderStep(now, kind, after.get(i).position()));
      }
    }
    var state = state(after);
    if (state != before.state()) {
      steps.add(new OrderStep(now, OrderRows.word(state), null));
    }
    return new Outcome(state, after, steps, completeAt(state, before, after, now));
  }

  private static OrderState state(List<OrderLine> lines) {
    if (lines.stream().anyMatch(line -> line.state() == LineState.OPEN)) {
      return OrderState.DELIVERING;
    }
    return lines.stream().allMatch(line -> line.state() == LineState.RETURNED)
        ? OrderState.REFUNDING
        : OrderState.DELIVERED;
  }

  private static @Nullable Instant completeAt(
      OrderState state, Order before, List<OrderLine> lines, Instant now) {
    if (state != OrderState.DELIVERED) {
      return null;
    }
    if (before.completeAt() != null) {
      return before.completeAt();
    }
    var days =
        lines.stream()
            .filter(line -> line.state() == LineState.DELIVERED)
            .mapToInt(OrderLine::confirmDays)
            .max()
            .orElse(0);
    return now.plus(Duration.ofDays(days));
  }
}
