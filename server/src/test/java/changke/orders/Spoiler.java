package changke.orders;

import changke.shared.OrderId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;

/// Stands in the way of delivery for the orders that it is told.
@TestComponent
public final class Spoiler {

  private final Set<OrderId> spoiled = ConcurrentHashMap.newKeySet();

  public void spoil(OrderId order) {
    spoiled.add(order);
  }

  public void relent(OrderId order) {
    spoiled.remove(order);
  }

  @EventListener
  void on(OrderDelivered fact) {
    if (spoiled.contains(fact.order())) {
      throw new IllegalStateException("delivery is spoiled");
    }
  }
}
