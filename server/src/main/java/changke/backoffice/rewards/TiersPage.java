package changke.backoffice.rewards;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.rewards.Adviser;
import changke.rewards.TierLevel;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What tiers ask for and bring, to be changed, and the offers that open to tiers first. `adviser`
/// is null when none is named.
record TiersPage(List<TierLevel> levels, List<Window> early, @Nullable Adviser adviser)
    implements Page {

  /// An offer that opens to everyone later.
  record Window(Offer offer, Instant opens) {}
}
