package changke.webhooks;

import changke.orders.OrderCompleted;
import changke.orders.OrderDelivered;
import changke.orders.OrderDisputed;
import changke.orders.OrderPaid;
import changke.orders.OrderReturned;
import changke.orders.OrderShort;
import changke.orders.Sale;
import changke.settlement.EarningsSettled;
import changke.shared.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Facts on their way to addresses, written down in the very transaction that published them: what
/// is undone is told to nobody.
@Component
class Listening {

  private final Telling telling;

  Listening(Telling telling) {
    this.telling = telling;
  }

  @EventListener
  void paid(OrderPaid fact) {
    order(
        EventKind.ORDER_PAID,
        fact.id(),
        fact.order(),
        fact.sales(),
        Map.of("late", fact.late()),
        fact.at());
  }

  @EventListener
  void delivered(OrderDelivered fact) {
    order(EventKind.ORDER_DELIVERED, fact.id(), fact.order(), fact.sales(), Map.of(), fact.at());
  }

  @EventListener
  void completed(OrderCompleted fact) {
    order(EventKind.ORDER_COMPLETED, fact.id(), fact.order(), fact.sales(), Map.of(), fact.at());
  }

  @EventListener
  void returned(OrderReturned fact) {
    order(EventKind.ORDER_REFUNDED, fact.id(), fact.order(), fact.sales(), Map.of(), fact.at());
  }

  /// For whoever listens, money that goes back for want of stock is like any other.
  @EventListener
  void fellShort(OrderShort fact) {
    order(EventKind.ORDER_REFUNDED, fact.id(), fact.order(), fact.sales(), Map.of(), fact.at());
  }

  @EventListener
  void disputed(OrderDisputed fact) {
    order(
        EventKind.ORDER_DISPUTED,
        fact.id(),
        fact.order(),
        List.of(fact.sale()),
        Map.of("complaintId", fact.complaint().toString(), "answerBy", fact.answerBy().toString()),
        fact.at());
  }

  @EventListener
  void settled(EarningsSettled fact) {
    telling.note(
        fact.id(),
        EventKind.EARNINGS_SETTLED,
        List.of(fact.merchant()),
        new Content(
            null,
            List.of(),
            Map.of(
                "settlementId", fact.settlement().toString(),
                "merchantId", fact.merchant().toString(),
                "amountMinor", fact.amount().minor(),
                "currency", fact.amount().currency().getCurrencyCode())),
        fact.at());
  }

  private void order(
      EventKind kind,
      UUID fact,
      OrderId order,
      List<Sale> sales,
      Map<String, Object> more,
      Instant at) {
    if (sales.isEmpty()) {
      return;
    }
    telling.note(
        fact,
        kind,
        sales.stream().map(Sale::merchant).distinct().toList(),
        new Content(order.value(), sales.stream().map(Content.Sold::of).toList(), more),
        at);
  }
}
