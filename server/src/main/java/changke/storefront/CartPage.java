package changke.storefront;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.shared.Money;
import changke.shared.OfferId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The cart, priced anew each time it is shown. `removed` is what was just taken out and how many
/// it was, to put it back with one click.
record CartPage(
    Front front, List<Line> lines, @Nullable Bill bill, @Nullable OfferId removed, int pieces)
    implements Page {

  /// `problem` is the key of what keeps the line from being bought, null when nothing does.
  record Line(
      Offer offer,
      Tile tile,
      int quantity,
      int most,
      Money unit,
      Money sum,
      @Nullable String problem) {}

  boolean buyable() {
    return !lines.isEmpty() && lines.stream().allMatch(line -> line.problem() == null);
  }
}
