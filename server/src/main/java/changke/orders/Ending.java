package changke.orders;

import changke.ledger.Ledger;
import changke.payments.Charge;
import changke.payments.ChargeId;
import changke.payments.ChargeState;
import changke.payments.Payments;
import changke.payments.RefundRequest;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.vault.Vault;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// How orders end: expired, cancelled, completed, returned. Each method is one transaction that
/// locks the order, decides by its present state and can be repeated.
@Component
class Ending {

  private final Purchases purchases;
  private final Vault vault;
  private final Payments payments;
  private final Ledger ledger;
  private final Ports ports;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Ending(
      Purchases purchases,
      Vault vault,
      Payments payments,
      Ledger ledger,
      Ports ports,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.purchases = purchases;
    this.vault = vault;
    this.payments = payments;
    this.ledger = ledger;
    this.ports = ports;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Lets an order go that was not paid in time. When a charge turns out to be paid, that is
  /// returned and nothing else happens: it is an order to be delivered.
  @Transactional
  public Optional<Charge> expire(OrderId id) {
    var order = purchases.lock(id).orElseThrow();
    var now = clock.instant();
    if (order.state() != OrderState.PLACED || now.isBefore(order.payUntil())) {
      return Optional.empty();
    }
    var paid =
        payments.of(id.value()).stream().filter(c -> c.state() == ChargeState.PAID).findFirst();
    if (paid.isEmpty()) {
      letGo(order, OrderState.EXPIRED, now);
      facts.publishEvent(
          new OrderExpired(
              ids.next(), id, order.person(), order.total(), sales(order.lines()), now));
    }
    return paid;
  }

  /// Gives up an order that is not paid; false when it is too late for that.
  @Transactional
  public boolean cancel(OrderId id, Party by, String why) {
    var order = purchases.lock(id).orElseThrow();
    if (order.state() != OrderState.PLACED) {
      return order.state() == OrderState.CANCELLED;
    }
    var now = clock.instant();
    letGo(order, OrderState.CANCELLED, now);
    if (!why.isBlank()) {
      purchases.step(id, "reason", null, now, why.strip(), by.mark());
    }
    facts.publishEvent(
        new OrderCancelled(
            ids.next(), id, order.person(), order.total(), sales(order.lines()), now));
    return true;
  }

  private void letGo(Order order, OrderState end, Instant now) {
    order.lines().stream()
        .filter(line -> line.delivery().needsStock())
        .forEach(line -> vault.release(line.hold()));
    ports.release(order);
    purchases.move(order.id(), end, OrderRows.word(end), now, null);
    payments.stopWaiting(order.id().value());
  }

  /// The buyer is content, or had long enough; false when the order is not delivered.
  @Transactional
  public boolean complete(OrderId id) {
    var order = purchases.lock(id).orElseThrow();
    if (order.state() != OrderState.DELIVERED) {
      return order.state() == OrderState.COMPLETED;
    }
    var now = clock.instant();
    purchases.move(id, OrderState.COMPLETED, "completed", now, null);
    var kept = order.lines().stream().filter(line -> line.state() == LineState.DELIVERED).toList();
    facts.publishEvent(
        new OrderCompleted(ids.next(), id, order.person(), order.total(), sales(kept), now));
    return true;
  }

  /// Takes lines back and their money on its way. Without `evenIfSeen` a line whose cards were
  /// looked at is refused, and with it the whole wish.
  @Transactional
  public Returning takeBack(OrderId id, Set<Integer> positions, boolean evenIfSeen, String why) {
    return takeBack(id, positions, evenIfSeen, why, Party.HOUSE);
  }

  /// The same, asked for by somebody.
  @Transactional
  public Returning takeBack(
      OrderId id, Set<Integer> positions, boolean evenIfSeen, String why, Party by) {
    var order = purchases.lock(id).orElseThrow();
    var lines =
        order.lines().stream()
            .filter(line -> positions.isEmpty() || positions.contains(line.position()))
            .filter(line -> line.state() != LineState.RETURNED)
            .toList();
    if (order.paidAt() == null || lines.isEmpty() || order.state() == OrderState.REFUNDED) {
      return new Returning.NothingToReturn(order.state());
    }
    if (!evenIfSeen && (order.state() == OrderState.COMPLETED || anySeen(lines))) {
      return new Returning.AlreadySeen();
    }
    var delivered = lines.stream().filter(l -> l.state() == LineState.DELIVERED).toList();
    lines.forEach(line -> pull(order, line));
    OrderBooks.takenBack(order, delivered).ifPresent(ledger::post);
    ports.refund(order, lines);
    var after = returned(order, lines);
    var now = clock.instant();
    purchases.deliver(order, DeliveryRules.outcome(order, after, now), now);
    purchases.step(id, "reason", null, now, why, by.mark());
    giveBack(order, lines, why);
    endWithoutMoney(id, now);
    facts.publishEvent(
        new OrderReturned(ids.next(), id, order.person(), order.total(), sales(lines), now));
    return new Returning.Refunding(purchases.find(id).orElseThrow());
  }

  /// What was not yet sold is given back to the shelf, what was is never sold again.
  private void pull(Order order, OrderLine line) {
    if (line.state() == LineState.DELIVERED) {
      vault.revoke(line.hold());
      ports.fulfilment(line.delivery()).ifPresent(port -> port.takeBack(order, line));
    } else if (line.delivery().needsStock()) {
      vault.release(line.hold());
    }
  }

  private boolean anySeen(List<OrderLine> lines) {
    return lines.stream().anyMatch(line -> vault.revealedAt(line.hold()).isPresent());
  }

  private void giveBack(Order order, List<OrderLine> lines, String why) {
    var sum = lines.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
    var request = OrderBooks.request("order-returned", order, lines);
    var money = sum.minus(ports.tenderBack(order, request, sum));
    if (order.charge() != null && money.isPositive()) {
      payments.refund(new RefundRequest(request, order.charge(), money, why));
    }
  }

  /// The provider has given money back: the order is refunded once nothing more is on its way.
  @Transactional
  public void refunded(OrderId id, ChargeId charge) {
    var order = purchases.lock(id).orElseThrow();
    if (!charge.equals(order.charge())) {
      return;
    }
    var now = clock.instant();
    if (order.state() == OrderState.REFUNDING && !payments.refundsPending(charge)) {
      purchases.move(id, OrderState.REFUNDED, "refunded", now, null);
    } else if (order.state() != OrderState.REFUNDED) {
      purchases.step(id, "part-refunded", null, now);
    }
  }

  /// Where no money is on its way, all has been given back by now.
  private void endWithoutMoney(OrderId id, Instant now) {
    var order = purchases.find(id).orElseThrow();
    if (order.state() == OrderState.REFUNDING
        && (order.charge() == null || !payments.refundsPending(order.charge()))) {
      purchases.move(id, OrderState.REFUNDED, "refunded", now, null);
    }
  }

  private static List<OrderLine> returned(Order order, List<OrderLine> lines) {
    var after = new ArrayList<>(order.lines());
    lines.forEach(line -> after.set(line.position() - 1, line.with(LineState.RETURNED)));
    return after;
  }

  private static List<Sale> sales(List<OrderLine> lines) {
    return lines.stream().map(Sale::of).toList();
  }
}
