package changke.orders;

import changke.catalog.Delivery;
import changke.shared.Money;
import changke.shared.PersonId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The three ports with whoever stands behind them, nobody included.
@Component
class Ports {

  private final ObjectProvider<PriceAdjustments> prices;
  private final ObjectProvider<Fulfilment> fulfilments;
  private final ObjectProvider<BuyerStanding> standings;

  Ports(
      ObjectProvider<PriceAdjustments> prices,
      ObjectProvider<Fulfilment> fulfilments,
      ObjectProvider<BuyerStanding> standings) {
    this.prices = prices;
    this.fulfilments = fulfilments;
    this.standings = standings;
  }

  boolean canDeliver(Delivery delivery) {
    return delivery.needsStock()
        || delivery == Delivery.BY_HAND
        || fulfilment(delivery).isPresent();
  }

  Optional<Fulfilment> fulfilment(Delivery delivery) {
    return fulfilments.orderedStream().filter(f -> f.delivers(delivery)).findFirst();
  }

  int quotaFactor(@Nullable PersonId person) {
    return person == null
        ? 1
        : standings.orderedStream().mapToInt(s -> s.quotaFactor(person)).max().orElse(1);
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

  void capture(Order order) {
    prices.orderedStream().forEach(port -> port.capture(order.id()));
  }

  void release(Order order) {
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
