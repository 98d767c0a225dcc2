package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Category;
import changke.identity.Allowed;
import changke.identity.Who;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/// The door.
@Controller
@Allowed(Who.EVERYONE)
class HomeController {

  private static final int SHOWN = 8;

  private final Catalog catalog;
  private final Tiles tiles;

  HomeController(Catalog catalog, Tiles tiles) {
    this.catalog = catalog;
    this.tiles = tiles;
  }

  @GetMapping("/")
  HomePage home(Front front) {
    var shelves = catalog.categories().sections().stream().map(this::shelf).toList();
    return new HomePage(front, shelves, List.of(), tiles.of(catalog.newest(0, SHOWN).rows()));
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
