package changke.rewards;

import changke.orders.OrderShort;
import java.util.Map;
import java.util.Objects;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/// Whoever paid for what was no longer there gets the coupon of the terms `compensation`, beside
/// the money back: once for an order, as long as these terms are in force.
@Component
class Apology {

  static final String COUPON = "compensation";

  private final Coupons coupons;

  Apology(Coupons coupons) {
    this.coupons = coupons;
  }

  @ApplicationModuleListener(condition = "#fact.person() != null")
  void on(OrderShort fact) {
    coupons.grant(
        new CouponGift(
            Objects.requireNonNull(fact.person()),
            COUPON,
            "apology " + fact.order(),
            CouponGift.Cause.RULE,
            Map.of("order", fact.order().toString())));
  }
}
