package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.orders.Popularity;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The door.
@Controller
@Allowed(Who.EVERYONE)
class HomeController {

  private static final int SHOWN = 8;
  private static final int POPULAR = 4;

  private final Catalog catalog;
  private final Popularity popularity;
  private final Tiles tiles;

  HomeController(Catalog catalog, Popularity popularity, Tiles tiles) {
    this.catalog = catalog;
    this.popularity = popularity;
    this.tiles = tiles;
  }

  @GetMapping("/")
  HomePage home(Front front) {
    var shelves = catalog.categories().sections().stream().map(this::shelf).toList();
    return new HomePage(front, shelves, popular(), tiles.of(catalog.newest(0, SHOWN).rows()));
  }

  /// A row of what sells; half a row says nothing and is left out.
  private List<Tile> popular() {
    var best = popularity.bestSellers(2 * POPULAR);
    var offers = catalog.offers(best);
    var shown =
        best.stream().map(offers::get).filter(Objects::nonNull).filter(Offer::onSale).toList();
    return shown.size() < POPULAR ? List.of() : tiles.of(shown.subList(0, POPULAR));
  }

  private HomePage.Shelf shelf(Category section) {
    var picture =
        catalog.in(section, 0, 1).rows().stream()
            .findFirst()
            .map(Tiles::picture)
            .orElse("/brand/no-picture.svg");
    return new HomePage.Shelf("/c/" + section.slug(), section.name(), picture);
  }
}
