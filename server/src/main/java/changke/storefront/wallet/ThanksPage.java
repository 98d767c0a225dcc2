package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.InSight;
import changke.rewards.TierStanding;
import org.jspecify.annotations.Nullable;

/// Thanks right after an order: the points that are on their way, and the next tier and the next
/// reward in sight. A piece of the order's page; nothing when the order earned nothing.
record ThanksPage(
    boolean first,
    long points,
    TierStanding standing,
    @Nullable String nextWord,
    @Nullable InSight inSight)
    implements Page {}
