package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.catalog.Sort;
import changke.identity.Allowed;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.pages.NotFoundException;
import changke.shared.Slice;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// Looking around: categories, search, shops.
@Controller
@Allowed(Who.EVERYONE)
class BrowseController {

  private static final int INSTEAD = 4;

  private final Catalog catalog;
  private final Merchants merchants;
  private final Tiles tiles;

  BrowseController(Catalog catalog, Merchants merchants, Tiles tiles) {
    this.catalog = catalog;
    this.merchants = merchants;
    this.tiles = tiles;
  }

  @GetMapping("/c/{slug}")
  ListPage category(
      @PathVariable String slug,
      @RequestParam(defaultValue = "NEWEST") Sort sort,
      @RequestParam(defaultValue = "0") int page,
      Front front) {
    var categories = catalog.categories();
    var category = categories.find(slug).orElseThrow(NotFoundException::new);
    var above =
        Optional.ofNullable(category.parent())
            .flatMap(categories::find)
            .map(BrowseController::aisle)
            .orElse(null);
    return new ListPage(
        front,
        category.name(),
        "/c/" + slug,
        above,
        categories.under(slug).stream().map(BrowseController::aisle).toList(),
        sort,
        tiles.of(catalog.in(category, sort, page, Slice.DEFAULT_SIZE)));
  }

  @GetMapping("/search")
  SearchPage search(
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(defaultValue = "0") int page,
      Front front) {
    var known = category != null && catalog.categories().find(category).isPresent();
    var within = known ? category : null;
    var found = catalog.search(front.query(), within, null, page, Slice.DEFAULT_SIZE);
    List<Tile> instead =
        found.rows().isEmpty() ? tiles.of(catalog.newest(0, INSTEAD).rows()) : List.of();
    return new SearchPage(front, within, tiles.of(found), instead);
  }

  @GetMapping("/s/{slug}")
  ShopPage shop(
      @PathVariable String slug, @RequestParam(defaultValue = "0") int page, Front front) {
    var shop = merchants.shop(slug).orElseThrow(NotFoundException::new);
    var offers = catalog.ofShop(shop.id(), page, Slice.DEFAULT_SIZE);
    return new ShopPage(front, shop, tiles.of(offers));
  }

  private static Front.Aisle aisle(Category category) {
    return new Front.Aisle("/c/" + category.slug(), category.name());
  }
}
