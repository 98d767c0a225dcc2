package changke.orders;

import changke.catalog.Delivery;
import changke.ledger.Ledger;
import changke.payments.ChargeId;
import changke.payments.Payments;
import changke.payments.RefundRequest;
import changke.payments.RefundResult;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.vault.SellResult;
import changke.vault.Vault;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// From paid to delivered. Each method is one transaction that locks the order, decides by its
/// present state and can be repeated.
@Component
class Delivering {

  private static final Logger LOG = LoggerFactory.getLogger(Delivering.class);

  private final Purchases purchases;
  private final Vault vault;
  private final Payments payments;
  private final Ledger ledger;
  private final Ports ports;
  private final Letters letters;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Delivering(
      Purchases purchases,
      Vault vault,
      Payments payments,
      Ledger ledger,
      Ports ports,
      Letters letters,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.purchases = purchases;
    this.vault = vault;
    this.payments = payments;
    this.ledger = ledger;
    this.ports = ports;
    this.letters = letters;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// A charge for the order is paid, and what can be handed over is.
  @Transactional
  public void paidAndDelivered(OrderId id, ChargeId charge, Money amount) {
    settled(id, charge, amount).ifPresent(this::deliver);
  }

  /// A charge for the order is paid; nothing is handed over yet.
  @Transactional
  public void paid(OrderId id, ChargeId charge, Money amount) {
    settled(id, charge, amount);
  }

  /// The order as it stands now; empty when there is none.
  private Optional<Order> settled(OrderId id, ChargeId charge, Money amount) {
    var order = purchases.lock(id);
    if (order.isEmpty()) {
      LOG.error("charge {} is paid for an order that is not there: {}", charge, id);
    }
    return order.map(now ->
        switch (PaymentRules.meaning(now, charge, amount)) {
          case ON_TIME -> pay(now, charge, false);
          case LATE -> pay(now, charge, true);
          case SURPLUS -> {
            giveBack("order-surplus " + charge, charge, amount, "paid twice");
            yield now;
          }
          case AGAIN -> {
            LOG.debug("charge {} was told twice", charge);
            yield now;
          }
        });
  }

  /// An order that costs nothing is paid by being placed.
  @Transactional
  public void free(OrderId id) {
    purchases
        .lock(id)
        .filter(order -> order.state() == OrderState.PLACED && order.due().isZero())
        .ifPresent(order -> pay(order, null, false));
  }

  private Order pay(Order order, @Nullable ChargeId charge, boolean late) {
    var now = clock.instant();
    purchases.pay(order.id(), charge, late, now);
    ports.capture(order);
    facts.publishEvent(
        new OrderPaid(
            ids.next(),
            order.id(),
            order.person(),
            order.total(),
            order.lines().stream().map(Sale::of).toList(),
            now,
            late));
    return order.paid(charge, now, late);
  }

  /// Hands over what can be handed over by itself.
  @Transactional
  public void deliver(OrderId id) {
    deliver(purchases.lock(id).orElseThrow());
  }

  private void deliver(Order order) {
    if (order.state() != OrderState.PAID && order.state() != OrderState.DELIVERING) {
      return;
    }
    var after = new ArrayList<>(order.lines());
    order.lines().stream()
        .filter(line -> line.state() == LineState.OPEN)
        .sorted(Comparator.comparing(line -> line.offer().toString()))
        .forEach(line -> after.set(line.position() - 1, line.with(handed(order, line))));
    finish(order, after);
  }

  /// A person wrote what is handed over for a line; false when this merchant has no such open line.
  @Transactional
  public boolean handOver(OrderId id, int position, MerchantId merchant, List<String> texts) {
    var order = purchases.lock(id).orElseThrow();
    var line =
        order.lines().stream()
            .filter(one -> one.position() == position && one.merchant().equals(merchant))
            .filter(one -> one.state() == LineState.OPEN && one.delivery() == Delivery.BY_HAND)
            .findFirst();
    if (line.isEmpty() || order.state() != OrderState.DELIVERING || texts.isEmpty()) {
      return false;
    }
    vault.handOver(line.get().hold(), merchant, line.get().offer(), texts);
    finish(order, replaced(order, line.get().with(LineState.DELIVERED)));
    return true;
  }

  /// Whoever stands behind a port has done what took time.
  @Transactional
  public void fulfilled(OrderId id, int position) {
    var order = purchases.lock(id).orElseThrow();
    order.lines().stream()
        .filter(line -> line.position() == position && line.state() == LineState.OPEN)
        .filter(line -> order.state() == OrderState.DELIVERING)
        .findFirst()
        .ifPresent(line -> finish(order, replaced(order, line.with(LineState.DELIVERED))));
  }

  private LineState handed(Order order, OrderLine line) {
    if (line.delivery().needsStock()) {
      return switch (vault.sell(line.hold())) {
        case SellResult.Sold sold -> LineState.DELIVERED;
        case SellResult.TooFew few -> LineState.RETURNED;
      };
    }
    var delivered =
        ports.fulfilment(line.delivery()).map(port -> port.deliver(order, line)).orElse(false);
    return delivered ? LineState.DELIVERED : LineState.OPEN;
  }

  private static List<OrderLine> replaced(Order order, OrderLine changed) {
    var lines = new ArrayList<>(order.lines());
    lines.set(changed.position() - 1, changed);
    return lines;
  }

  /// Books what was just delivered, gives back what could not be, and moves the order on.
  private void finish(Order order, List<OrderLine> after) {
    var now = clock.instant();
    var outcome = DeliveryRules.outcome(order, after, now);
    purchases.deliver(order, outcome, now);
    var delivered = changed(order, after, LineState.DELIVERED);
    OrderBooks.delivered(order, delivered).ifPresent(ledger::post);
    var missing = changed(order, after, LineState.RETURNED);
    if (!missing.isEmpty()) {
      var sum = missing.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
      var request = OrderBooks.request("order-short", order, missing);
      var money = sum.minus(ports.tenderBack(order, request, sum));
      ports.refund(order, missing);
      if (order.charge() != null) {
        giveBack(request, order.charge(), money, "no stock");
      }
      if (outcome.state() == OrderState.REFUNDING
          && (order.charge() == null || !payments.refundsPending(order.charge()))) {
        purchases.move(order.id(), OrderState.REFUNDED, "refunded", now, null);
      }
      var sales = missing.stream().map(Sale::of).toList();
      facts.publishEvent(
          new OrderShort(ids.next(), order.id(), order.person(), order.total(), sales, now));
    }
    if (!delivered.isEmpty()) {
      var sales = delivered.stream().map(Sale::of).toList();
      facts.publishEvent(
          new OrderDelivered(ids.next(), order.id(), order.person(), order.total(), sales, now));
      letters.delivered(order, delivered);
    }
  }

  private static List<OrderLine> changed(Order before, List<OrderLine> after, LineState to) {
    return after.stream()
        .filter(line -> line.state() == to)
        .filter(line -> before.lines().get(line.position() - 1).state() != to)
        .toList();
  }

  private void giveBack(String request, ChargeId charge, Money amount, String reason) {
    if (amount.isPositive()
        && !(payments.refund(new RefundRequest(request, charge, amount, reason))
            instanceof RefundResult.Asked)) {
      LOG.error("charge {} cannot be given back: {}", charge, request);
    }
  }
}
