package changke.backoffice.audience;

import changke.audience.Thresholds;
import changke.audience.Unit;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// After how many days stages begin, for people and for merchants.
record StagesPage(List<OfUnit> units) implements Page {

  /// @param proposal from the shop's own gaps; null while there are too few
  record OfUnit(Unit unit, Thresholds thresholds, @Nullable Thresholds proposal) {}
}
