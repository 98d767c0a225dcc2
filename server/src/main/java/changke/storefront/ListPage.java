package changke.storefront;

import changke.catalog.Sort;
import changke.pages.Page;
import changke.shared.Slice;
import changke.shared.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A category: its offers in the chosen order, a page at a time, and the narrower categories.
record ListPage(
    Front front,
    Words name,
    String path,
    Front.@Nullable Aisle above,
    List<Front.Aisle> under,
    Sort sort,
    Slice<Tile> tiles)
    implements Page {

  Sort[] sorts() {
    return Sort.values();
  }
}
