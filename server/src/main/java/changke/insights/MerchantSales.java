package changke.insights;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.People;
import changke.engine.funnel.Trails;
import java.util.stream.IntStream;

/// Merchants as people: each line that was sold is an act of its merchant.
final class MerchantSales {

  private MerchantSales() {}

  static Behaviour of(Behaviour house) {
    return house.once("merchants", () -> build(house));
  }

  private static Behaviour build(Behaviour house) {
    var orders = house.purchases;
    var builder = History.in(house.calendar());
    for (int order = 0; order < orders.size(); order++) {
      for (int line = orders.lineFrom(order); line < orders.lineTo(order); line++) {
        builder.add(
            orders.merchant(line), Behaviour.SOLD, orders.second(order), orders.lineNet(line));
      }
    }
    var history = builder.build();
    var everybody = People.all(orders.merchants().size());
    return new Behaviour(
        history,
        DaySets.of(history),
        Trails.NONE, // No path leads through sales.
        orders,
        house.touches,
        house.shelf(),
        house.kinds(),
        orders.merchants(),
        IntStream.range(0, orders.merchants().size()).toArray(),
        everybody,
        everybody,
        everybody,
        house.currency(),
        house.asOf(),
        house.position());
  }
}
