package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.Lot;
import changke.rewards.PointBalance;
import changke.rewards.PointEntry;
import changke.shared.Money;
import changke.shared.Words;
import changke.storefront.Front;
import java.util.List;

/// Points: what there is and what it pays, lot by lot with its end, and every entry explained.
/// `before` leads to older entries, zero when there are none.
record PointsPage(
    Front front,
    PointBalance balance,
    Money worth,
    List<LotLine> lots,
    List<PointEntry> entries,
    long before)
    implements Page {

  /// A lot and the rule behind it.
  record LotLine(Lot lot, Words why) {}
}
