package changke.rewards;

import changke.orders.LineState;
import changke.orders.Order;
import changke.orders.OrderCompleted;
import changke.orders.OrderDelivered;
import changke.orders.OrderReturned;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.shared.MerchantId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/// What members buy: told by facts, decided from the order as it stands, so that facts may come
/// twice and in any order.
@Component
class Bought {

  /// The deed of a whole order, and of what was bought at one merchant.
  static final String PURCHASE = "purchase";

  static final String SHOP_PURCHASE = "shop-purchase";
  static final String FIRST_PURCHASE = "first-purchase";

  private final Orders orders;
  private final Earning earning;
  private final Members members;
  private final Turnovers turnovers;
  private final Subsidies subsidies;
  private final Tiers tiers;
  private final Clock clock;

  Bought(
      Orders orders,
      Earning earning,
      Members members,
      Turnovers turnovers,
      Subsidies subsidies,
      Tiers tiers,
      Clock clock) {
    this.orders = orders;
    this.earning = earning;
    this.members = members;
    this.turnovers = turnovers;
    this.subsidies = subsidies;
    this.tiers = tiers;
    this.clock = clock;
  }

  @ApplicationModuleListener
  void on(OrderDelivered fact) {
    settle(fact.order());
  }

  @ApplicationModuleListener
  void on(OrderReturned fact) {
    settle(fact.order());
  }

  @ApplicationModuleListener
  void on(OrderCompleted fact) {
    settle(fact.order());
  }

  private void settle(OrderId id) {
    var seen = orders.find(id);
    if (seen.isEmpty()) {
      return;
    }
    var whose = seen.get().person();
    var person = whose == null ? null : members.lock(whose, clock.instant());
    var order = orders.find(id).orElseThrow();
    subsidies.settle(order);
    if (person != null && order.paidAt() != null && order.state() != OrderState.DELIVERING) {
      reward(order, person, order.paidAt());
      tiers.look(person);
    }
  }

  /// Points are earned on what was paid in money and kept.
  private void reward(Order order, PersonId person, Instant paidAt) {
    var first = turnovers.firstOf(person, order.id());
    turnovers.put(order.id(), person, paidAt, order.keptMinor());
    var kept = inMoney(order, order.keptMinor());
    told(order, person, PURCHASE, "", null, kept, true);
    told(order, person, FIRST_PURCHASE, " first", null, kept, first);
    var shops = new TreeMap<String, Long>();
    for (var line : order.lines()) {
      var minor = line.state() == LineState.DELIVERED ? line.amount().minor() : 0;
      shops.merge(line.merchant().toString(), minor, Math::addExact);
    }
    shops.forEach((shop, minor) ->
        told(
            order,
            person,
            SHOP_PURCHASE,
            " " + shop,
            MerchantId.of(shop),
            inMoney(order, minor),
            true));
  }

  private void told(
      Order order,
      PersonId person,
      String kind,
      String suffix,
      @Nullable MerchantId merchant,
      long amount,
      boolean earns) {
    var fact = "order " + order.id() + suffix;
    if (amount > 0 && earns) {
      earning.earn(
          new Deed(
              kind,
              person,
              fact,
              order.number(),
              amount,
              merchant,
              Objects.requireNonNullElse(order.deliveredAt(), clock.instant()),
              order.completeAt()));
    }
    earning.amend(person, fact, amount);
  }

  private static long inMoney(Order order, long minor) {
    return order.total().isZero()
        ? 0
        : BigInteger.valueOf(minor)
            .multiply(BigInteger.valueOf(order.due().minor()))
            .divide(BigInteger.valueOf(order.total().minor()))
            .longValueExact();
  }
}
