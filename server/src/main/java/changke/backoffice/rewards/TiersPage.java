package changke.backoffice.rewards;

import changke.pages.Page;
import changke.rewards.TierLevel;
import java.util.List;

/// What tiers ask for and bring, to be changed, and the offers that open to tiers first.
record TiersPage(List<TierLevel> levels) implements Page {}
