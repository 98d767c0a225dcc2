package changke.activity;

import changke.orders.OrderCancelled;
import changke.orders.OrderCompleted;
import changke.orders.OrderDelivered;
import changke.orders.OrderExpired;
import changke.orders.OrderPaid;
import changke.orders.OrderPlaced;
import changke.orders.OrderReturned;
import changke.orders.Sale;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Facts of orders on their way into the journal, in the very transaction that published them: an
/// order and its entry are both there or none.
@Component
class OrderFacts {

  private final Journal journal;

  OrderFacts(Journal journal) {
    this.journal = journal;
  }

  @EventListener
  void placed(OrderPlaced fact) {
    append(
        fact.id(),
        "Order Placed",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void paid(OrderPaid fact) {
    append(
        fact.id(),
        "Order Paid",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void delivered(OrderDelivered fact) {
    append(
        fact.id(),
        "Order Delivered",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void completed(OrderCompleted fact) {
    append(
        fact.id(),
        "Order Completed",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void returned(OrderReturned fact) {
    append(
        fact.id(),
        "Order Refunded",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void cancelled(OrderCancelled fact) {
    append(
        fact.id(),
        "Order Cancelled",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  @EventListener
  void expired(OrderExpired fact) {
    append(
        fact.id(),
        "Order Expired",
        fact.person(),
        fact.order(),
        fact.total(),
        fact.sales(),
        fact.at());
  }

  private void append(
      UUID fact,
      String kind,
      @Nullable PersonId person,
      OrderId order,
      Money total,
      List<Sale> sales,
      Instant at) {
    journal.append(
        Happening.own(
            fact,
            kind,
            Optional.ofNullable(person),
            Optional.empty(),
            at,
            Map.of(
                "order_id", order.toString(),
                "total_minor", total.minor(),
                "currency", total.currency().getCurrencyCode(),
                "products", sales.stream().map(OrderFacts::line).toList())));
  }

  private static Map<String, Object> line(Sale sale) {
    return Map.of(
        "product_id", sale.offer().toString(),
        "merchant_id", sale.merchant().toString(),
        "quantity", sale.quantity(),
        "amount_minor", sale.amount().minor());
  }
}
