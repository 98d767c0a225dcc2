package changke.orders;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.shared.Money;
import changke.shared.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Buying once more what was bought before: the same things, as many, with the same answers, at
/// today's price, which the buyer has seen before anything is taken.
@Component
public class Again {

  private final Catalog catalog;
  private final Orders orders;
  private final Ports ports;

  Again(Catalog catalog, Orders orders, Ports ports) {
    this.ports = ports;
    this.catalog = catalog;
    this.orders = orders;
  }

  /// The same order as it would be now. `then` is what it cost.
  public record Wish(Order before, List<Line> lines, Money then, Money now) {

    /// Whether it can be placed as it stands.
    public boolean possible() {
      return !lines.isEmpty() && lines.stream().allMatch(line -> line.problem() == null);
    }

    public boolean samePrice() {
      return then.equals(now);
    }
  }

  /// One line then and now; `problem` says why it cannot be had.
  public record Line(Words title, OrderLine before, Money now, @Nullable Problem problem) {}

  /// Why a line cannot be bought again as it was.
  public enum Problem {
    GONE,
    /// The buyer picks a card: go to the offer.
    TO_CHOOSE,
    /// The shop asks something that was not answered then.
    TO_ANSWER
  }

  public Wish wish(Order before) {
    var offers = catalog.offers(before.lines().stream().map(OrderLine::offer).toList());
    var today = new ArrayList<OrderLine>();
    for (var line : before.lines()) {
      var offer = offers.get(line.offer());
      today.add(offer == null || problem(line, offer) == Problem.GONE ? line : at(line, offer));
    }
    var adjusted = ports.adjusted(before.person(), today);
    var lines = new ArrayList<Line>();
    for (var line : before.lines()) {
      var problem = problem(line, offers.get(line.offer()));
      lines.add(new Line(line.title(), line, adjusted.get(line.position() - 1).amount(), problem));
    }
    var now =
        lines.stream()
            .filter(line -> line.problem() != Problem.GONE)
            .map(Line::now)
            .reduce(Money.zero(before.total().currency()), Money::plus);
    return new Wish(before, List.copyOf(lines), before.total(), now);
  }

  /// The line at the offer's price of today.
  private static OrderLine at(OrderLine line, Offer offer) {
    var unit = offer.unitPrice(line.quantity());
    return new OrderLine(
        line.position(),
        line.offer(),
        line.merchant(),
        line.title(),
        line.delivery(),
        unit,
        line.quantity(),
        unit.times(line.quantity()),
        line.commissionBasisPoints(),
        line.confirmDays(),
        line.hold(),
        line.answers(),
        line.state(),
        line.dueAt());
  }

  private static @Nullable Problem problem(OrderLine line, @Nullable Offer offer) {
    if (offer == null
        || !offer.onSale()
        || !offer.price().currency().equals(line.amount().currency())) {
      return Problem.GONE;
    }
    if (offer.delivery() == Delivery.CHOSEN_CARD) {
      return Problem.TO_CHOOSE;
    }
    var answered =
        offer.inputs().stream()
            .allMatch(input -> input.accepts(line.answers().getOrDefault(input.name(), "")));
    return answered ? null : Problem.TO_ANSWER;
  }

  /// Places it. The same `request` is the same order.
  public Placing place(Wish wish, UUID request, String language, String address) {
    var before = wish.before();
    var items =
        before.lines().stream()
            .map(line ->
                new OrderRequest.Item(
                    line.offer(), line.quantity(), null, Map.copyOf(line.answers())))
            .toList();
    return orders.place(
        new OrderRequest(request, before.person(), before.email(), language, address, items));
  }
}
