package changke.storefront;

import changke.activity.VisitorCookie;
import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.Order;
import changke.orders.Orders;
import changke.orders.Popularity;
import changke.shared.Ids;
import changke.shared.OfferId;
import changke.shared.PersonId;
import changke.trials.Subject;
import changke.trials.Trials;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The door.
@Controller
@Allowed(Who.EVERYONE)
class HomeController {

  private static final int SHOWN = 8;
  private static final int POPULAR = 4;
  private static final int AGAIN = 3;

  private final Catalog catalog;
  private final Popularity popularity;
  private final Tiles tiles;
  private final Orders orders;
  private final Ids ids;
  private final Trials trials;

  HomeController(
      Catalog catalog, Popularity popularity, Tiles tiles, Orders orders, Ids ids, Trials trials) {
    this.trials = trials;
    this.orders = orders;
    this.ids = ids;
    this.catalog = catalog;
    this.popularity = popularity;
    this.tiles = tiles;
  }

  @GetMapping("/")
  HomePage home(Front front, Visitor visitor, HttpServletRequest request) {
    var newest = catalog.newestOfEachSection();
    var shelves =
        catalog.categories().sections().stream()
            .map(section -> shelf(section, newest.get(section.slug())))
            .toList();
    var popular = popular();
    return new HomePage(
        front,
        shelves,
        popular,
        !popular.isEmpty() && isPopularFirst(front, visitor, request),
        tiles.of(catalog.newest(0, SHOWN).rows()),
        visitor.id().map(this::bought).orElse(List.of()),
        ids::next);
  }

  /// The trial `home-sections` may put what sells before the categories. Whoever is not followed
  /// takes part in nothing and sees the page as it always is.
  private boolean isPopularFirst(Front front, Visitor visitor, HttpServletRequest request) {
    if (!front.follows()) {
      return false;
    }
    var subject =
        visitor
            .id()
            .map(Subject::of)
            .or(() -> VisitorCookie.of(request).map(Subject::of))
            .orElseGet(Subject::nobody);
    return trials.variant("home-sections", subject).filter("popular-first"::equals).isPresent();
  }

  /// What a member had last, each thing once.
  private List<Order> bought(PersonId person) {
    var seen = new HashSet<OfferId>();
    return orders.of(person, 0).rows().stream()
        .filter(order -> order.state().isDelivered())
        .filter(order -> seen.add(order.lines().getFirst().offer()))
        .limit(AGAIN)
        .toList();
  }

  /// A row of what sells; half a row says nothing and is left out.
  private List<Tile> popular() {
    var best = popularity.bestSellers(2 * POPULAR);
    var offers = catalog.offers(best);
    var shown =
        best.stream().map(offers::get).filter(Objects::nonNull).filter(Offer::onSale).toList();
    return shown.size() < POPULAR ? List.of() : tiles.of(shown.subList(0, POPULAR));
  }

  private static HomePage.Shelf shelf(Category section, @Nullable Offer newest) {
    var picture = newest == null ? "/brand/no-picture.svg" : Tiles.picture(newest);
    return new HomePage.Shelf("/c/" + section.slug(), section.name(), picture);
  }
}
