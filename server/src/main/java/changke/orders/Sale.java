package changke.orders;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;

/// One line of an order, as facts tell it.
public record Sale(OfferId offer, MerchantId merchant, int quantity, Money amount) {

  static Sale of(OrderLine line) {
    return new Sale(line.offer(), line.merchant(), line.quantity(), line.amount());
  }
}
