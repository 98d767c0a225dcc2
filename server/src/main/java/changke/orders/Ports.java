package changke.orders;

import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The ports with whoever stands behind them, nobody included.
@Component
class Ports {

  private final ObjectProvider<PriceAdjustments> prices;
  private final ObjectProvider<Fulfilment> fulfilments;
  private final ObjectProvider<BuyerStanding> standings;
  private final ObjectProvider<Tender> tenders;
  private final ObjectProvider<Commissions> commissions;

  Ports(
      ObjectProvider<PriceAdjustments> prices,
      ObjectProvider<Fulfilment> fulfilments,
      ObjectProvider<BuyerStanding> standings,
      ObjectProvider<Tender> tenders,
      ObjectProvider<Commissions> commissions) {
    this.prices = prices;
    this.fulfilments = fulfilments;
    this.standings = standings;
    this.tenders = tenders;
    this.commissions = commissions;
  }

  /// What the platform keeps of an offer, or `otherwise` where no rule says anything.
  int commission(Offer offer, @Nullable PersonId person, Instant at, int otherwise) {
    return commissions
        .orderedStream()
        .map(port -> port.basisPoints(offer.merchant(), offer.category(), person, at))
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .findFirst()
        .orElse(otherwise);
  }

  boolean canDeliver(Delivery delivery) {
    return delivery.needsStock()
        || delivery == Delivery.BY_HAND
        || fulfilment(delivery).isPresent();
  }

  Optional<Fulfilment> fulfilment(Delivery delivery) {
    return fulfilments.orderedStream().filter(f -> f.delivers(delivery)).findFirst();
  }

  /// The offers among these that are not open to this buyer yet.
  Set<OfferId> closedTo(@Nullable PersonId person, Set<OfferId> offers) {
    return standings
        .orderedStream()
        .flatMap(standing -> standing.closedTo(person, offers).stream())
        .collect(Collectors.toSet());
  }

  int quotaFactor(@Nullable PersonId person) {
    return person == null
        ? 1
        : standings.orderedStream().mapToInt(s -> s.quotaFactor(person)).max().orElse(1);
  }

  boolean goesFirst(@Nullable PersonId person) {
    return person != null && standings.orderedStream().anyMatch(s -> s.goesFirst(person));
  }

  boolean isRefundedFast(@Nullable PersonId person) {
    return person != null && standings.orderedStream().anyMatch(s -> s.isRefundedFast(person));
  }

  /// The lines with what is taken off; a line never costs less than nothing.
  List<OrderLine> adjusted(@Nullable PersonId person, List<OrderLine> lines) {
    var adjusted = new ArrayList<>(lines);
    prices
        .orderedStream()
        .forEach(port -> {
          var off = port.quote(person, adjusted.stream().map(Sale::of).toList());
          for (int i = 0; i < adjusted.size(); i++) {
            adjusted.set(i, less(adjusted.get(i), off.get(i)));
          }
        });
    return List.copyOf(adjusted);
  }

  void hold(Order order) {
    prices
        .orderedStream()
        .forEach(port ->
            port.hold(
                order.id(),
                order.person(),
                order.lines().stream().map(Sale::of).toList(),
                order.lines().stream()
                    .map(line -> line.unit().times(line.quantity()).minus(line.amount()))
                    .toList()));
  }

  /// How much of the total the wished units pay; nobody behind the port takes none.
  Money tendered(OrderId order, @Nullable PersonId person, long units, Money total) {
    var tender = tenders.getIfAvailable();
    return tender == null || person == null || units <= 0 || !total.isPositive()
        ? Money.zero(total.currency())
        : tender.hold(order, person, units, total);
  }

  /// How much of what is given back is given back in kind.
  Money tenderBack(Order order, String request, Money amount) {
    var tender = tenders.getIfAvailable();
    return tender == null || order.tendered().isZero()
        ? Money.zero(amount.currency())
        : tender.refund(order.id(), request, amount);
  }

  void capture(Order order) {
    tenders.ifAvailable(tender -> tender.capture(order.id()));
    prices.orderedStream().forEach(port -> port.capture(order.id()));
  }

  void release(Order order) {
    tenders.ifAvailable(tender -> tender.release(order.id()));
    prices.orderedStream().forEach(port -> port.release(order.id()));
  }

  void refund(Order order, List<OrderLine> lines) {
    prices
        .orderedStream()
        .forEach(port -> port.refund(order.id(), lines.stream().map(Sale::of).toList()));
  }

  private static OrderLine less(OrderLine line, Money off) {
    var amount = Math.clamp(line.amount().minor() - off.minor(), 0L, line.amount().minor());
    return new OrderLine(
        line.position(),
        line.offer(),
        line.merchant(),
        line.title(),
        line.delivery(),
        line.unit(),
        line.quantity(),
        new Money(amount, line.amount().currency()),
        line.commissionBasisPoints(),
        line.confirmDays(),
        line.hold(),
        line.answers(),
        line.state(),
        line.dueAt());
  }
}
