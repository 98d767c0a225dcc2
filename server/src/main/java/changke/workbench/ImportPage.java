package changke.workbench;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.shared.Money;
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

  /// What one card cost, if that was told.
  @Nullable Money cost() {
    var minor = report.unitCostMinor();
    return minor == null ? null : new Money(minor, offer.price().currency());
  }

  /// What is left of the offer's price for one card, before commission and promotions.
  @Nullable Money margin() {
    var cost = cost();
    return cost == null ? null : offer.price().minus(cost);
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
