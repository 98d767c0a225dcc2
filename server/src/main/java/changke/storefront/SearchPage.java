package changke.storefront;

import changke.catalog.Catalog;
import changke.pages.Page;
import changke.shared.Slice;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What was found for words; when nothing was, what is new stands there as a way on.
record SearchPage(Front front, @Nullable String category, Slice<Tile> tiles, List<Tile> instead)
    implements Page {

  /// This is the end of what was ranked, not of what there is.
  boolean cut() {
    return !tiles.more()
        && tiles.page() * Slice.DEFAULT_SIZE + tiles.rows().size() >= Catalog.MOST_RANKED;
  }

  /// Where the other pages of the result are; the page's number follows.
  String link() {
    var words = URLEncoder.encode(front.query(), StandardCharsets.UTF_8);
    return "/search?q=" + words + (category == null ? "" : "&category=" + category) + "&page=";
  }
}
