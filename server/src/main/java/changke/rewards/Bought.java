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
/// twice and in any order. An order without a buyer's name and without anything taken off is
/// nobody's business here; its facts are not even written down for later.
@Component
class Bought {

  private static final String CONCERNS_US =
      "#fact.person() != null or @" + RewardTraces.NAME + ".wasCut(#fact.order())";

  /// The deed of a whole order, and of what was bought at one merchant.
  static final String PURCHASE = "purchase";

  static final String SHOP_PURCHASE = "shop-purchase";
  static final String FIRST_PURCHASE = "first-purchase";

  private final Orders orders;
  private final Earning earning;
  private final Members members;
  private final Turnovers turnovers;
  private final Subsidies subsidies;
  private final RewardTraces traces;
  private final Tiers tiers;
  private final Clock clock;

  Bought(
      Orders orders,
      Earning earning,
      Members members,
      Turnovers turnovers,
      Subsidies subsidies,
      RewardTraces traces,
      Tiers tiers,
      Clock clock) {
    this.orders = orders;
    this.earning = earning;
    this.members = members;
    this.turnovers = turnovers;
    this.subsidies = subsidies;
    this.traces = traces;
    this.tiers = tiers;
    this.clock = clock;
  }

  @ApplicationModuleListener(condition = CONCERNS_US)
  void on(OrderDelivered fact) {
    settle(fact.order(), fact.person());
  }

  @ApplicationModuleListener(condition = CONCERNS_US)
  void on(OrderReturned fact) {
    settle(fact.order(), fact.person());
  }

  @ApplicationModuleListener(condition = CONCERNS_US)
  void on(OrderCompleted fact) {
    settle(fact.order(), fact.person());
  }

  /// The buyer of an order never changes, so that the lock comes before the only look at it.
  private void settle(OrderId id, @Nullable PersonId whose) {
    var person = whose == null ? null : members.lock(whose, clock.instant());
    var found = orders.find(id);
    if (found.isEmpty()) {
      return;
    }
    var order = found.get();
    if (traces.wasCut(id)) {
      subsidies.settle(order);
    }
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
      var earned =
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
      if (!(earned instanceof Earned.Before)) {
        return;
      }
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
