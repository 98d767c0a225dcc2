package changke.storefront;

import changke.catalog.Offer;
import changke.pages.Page;
import java.util.List;

/// Offers side by side, at most four.
record ComparePage(Front front, List<Column> columns) implements Page {

  record Column(Offer offer, Tile tile, int others) {}
}
