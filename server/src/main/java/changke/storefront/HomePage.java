package changke.storefront;

import changke.pages.Page;
import changke.shared.Words;
import java.util.List;

/// The first page: categories with a picture each, what is new, what regulars take.
record HomePage(Front front, List<Shelf> shelves, List<Tile> popular, List<Tile> newest)
    implements Page {

  record Shelf(String path, Words name, String picture) {}
}
