package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.shared.Slice;
import changke.vault.ImportReport;
import changke.vault.RefusedLine;
import changke.vault.RevealedCard;
import changke.vault.ShelfCard;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What became of an import: numbers, refused lines, cards without their texts; `shown` is the one
/// card that was just revealed.
record ImportPage(
    Desk desk,
    ImportReport report,
    Offer offer,
    Slice<RefusedLine> refused,
    Slice<ShelfCard> cards,
    @Nullable RevealedCard shown)
    implements Page {

  String path() {
    return desk.path("/imports/" + report.id());
  }

  boolean more() {
    return refused.more() || cards.more();
  }

  int number() {
    return Math.max(refused.page(), cards.page());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
