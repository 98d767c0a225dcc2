package changke.backoffice.orders;

import changke.merchants.Shop;
import changke.messaging.SentLetter;
import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderLine;
import changke.orders.OrderState;
import changke.orders.OrderStep;
import changke.orders.Talk;
import changke.pages.Page;
import changke.payments.Charge;
import changke.shared.MerchantId;
import changke.vault.CardReveal;
import java.util.List;
import java.util.Map;

/// One order with everything that happened to it and why; `names` are those of the people who did
/// its steps.
record OrderPage(
    Order order,
    List<OrderStep> steps,
    Map<OrderStep, String> names,
    List<Charge> charges,
    List<SentLetter> letters,
    Map<Integer, List<CardReveal>> looks,
    List<Talk> talks,
    Map<MerchantId, Shop> shops)
    implements Page {

  String shop(OrderLine line, String language) {
    var shop = shops.get(line.merchant());
    return shop == null ? "?" : shop.name().in(language);
  }

  boolean undelivered() {
    return order.state() == OrderState.DELIVERING
        && order.lines().stream().anyMatch(line -> line.state() == LineState.OPEN);
  }

  boolean completable() {
    return order.state() == OrderState.DELIVERED;
  }

  boolean cancellable() {
    return order.state() == OrderState.PLACED;
  }

  boolean returnable() {
    return order.paidAt() != null
        && order.state() != OrderState.REFUNDED
        && order.lines().stream().anyMatch(line -> line.state() != LineState.RETURNED);
  }
}
