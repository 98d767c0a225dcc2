package changke.webhooks;

import changke.orders.Sale;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is kept of a fact until it is written for each address: an order with the lines that it is
/// about, and what else is said.
record Content(@Nullable UUID order, List<Sold> sales, Map<String, Object> data) {

  record Sold(UUID offer, UUID merchant, int quantity, long amountMinor, String currency) {

    static Sold of(Sale sale) {
      return new Sold(
          sale.offer().value(),
          sale.merchant().value(),
          sale.quantity(),
          sale.amount().minor(),
          sale.amount().currency().getCurrencyCode());
    }
  }
}
