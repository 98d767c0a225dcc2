package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Visitor;
import changke.orders.Sale;
import changke.rewards.PointTender;
import changke.rewards.PointsPay;
import changke.rewards.PriceNote;
import changke.rewards.Prices;
import changke.shared.Money;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Prices a cart as of now. Nothing of it is a promise: the order counts once more.
@Component
class Till {

  private final Catalog catalog;
  private final Tiles tiles;
  private final Prices prices;
  private final PointTender points;

  Till(Catalog catalog, Tiles tiles, Prices prices, PointTender points) {
    this.catalog = catalog;
    this.tiles = tiles;
    this.prices = prices;
    this.points = points;
  }

  /// What the lines cost this visitor; null for none.
  @Nullable Bill bill(List<CartPage.Line> lines, Visitor visitor) {
    var sum = total(lines);
    if (sum == null) {
      return null;
    }
    var person = visitor.id().orElse(null);
    var notes = prices.explain(person, sales(lines));
    var total = notes.stream().map(PriceNote::off).reduce(sum, Money::minus);
    var none = new PointsPay(0, Money.zero(sum.currency()));
    return new Bill(
        sum, Bill.together(notes), total, person == null ? none : points.offer(person, total));
  }

  private static List<Sale> sales(List<CartPage.Line> lines) {
    return lines.stream()
        .map(line ->
            new Sale(line.offer().id(), line.offer().merchant(), line.quantity(), line.sum()))
        .toList();
  }

  /// The offers of a cart that still exist, in its order.
  List<Offer> offers(Cart cart) {
    var known = catalog.offers(cart.lines().keySet());
    return cart.lines().keySet().stream().map(known::get).filter(Objects::nonNull).toList();
  }

  /// The lines whose offers still exist.
  List<CartPage.Line> lines(Cart cart) {
    var offers = offers(cart);
    var shown = tiles.of(offers).iterator();
    return offers.stream()
        .map(offer -> line(offer, shown.next(), cart.lines().getOrDefault(offer.id(), 1)))
        .toList();
  }

  private static CartPage.Line line(Offer offer, Tile tile, int quantity) {
    var unit = offer.unitPrice(quantity);
    var most =
        offer.delivery() == Delivery.CHOSEN_CARD
            ? 1
            : Math.min(Cart.MOST_PIECES, offer.perBuyerLimit());
    return new CartPage.Line(
        offer,
        tile,
        quantity,
        most,
        unit,
        unit.times(quantity),
        problem(offer, tile, quantity, most));
  }

  private static @Nullable String problem(Offer offer, Tile tile, int quantity, int most) {
    if (!offer.onSale()) {
      return "storefront.cart.gone";
    }
    if (tile.soldOut()) {
      return "storefront.cart.soldOut";
    }
    if (quantity > tile.stock()
        && offer.delivery().needsStock()
        && tile.stock() < Cart.MOST_PIECES) {
      return "storefront.cart.short";
    }
    return quantity > most ? "storefront.cart.limit" : null;
  }

  /// What the lines cost together; null for none.
  static @Nullable Money total(List<CartPage.Line> lines) {
    Optional<Money> sum =
        Stream.ofNullable(lines).flatMap(List::stream).map(CartPage.Line::sum).reduce(Money::plus);
    return sum.orElse(null);
  }
}
