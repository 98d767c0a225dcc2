package changke.orders;

import changke.payments.ChargeId;
import changke.shared.Money;

/// What a payment means for an order, by the order's present state alone. Pure.
final class PaymentRules {

  enum Meaning {
    ON_TIME,
    /// It had expired or been cancelled: deliver if the shelf allows, else give the money back.
    LATE,
    /// The same charge told twice.
    AGAIN,
    /// Paid already by another charge, or not with what it costs: goes back whole.
    SURPLUS
  }

  private PaymentRules() {}

  static Meaning meaning(Order order, ChargeId charge, Money amount) {
    if (charge.equals(order.charge())) {
      return Meaning.AGAIN;
    }
    if (!amount.equals(order.due()) || order.paidAt() != null) {
      return Meaning.SURPLUS;
    }
    return order.state().isDead() ? Meaning.LATE : Meaning.ON_TIME;
  }
}
