package changke.storefront.wallet;

import changke.catalog.Offer;
import changke.pages.Page;
import changke.rewards.Promotion;
import changke.rewards.PublishedRule;
import changke.storefront.Front;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Promotions that run now, each with its end, what is left and what it is for. `newcomer` shows
/// the newcomers' corner with its steps.
///
/// @param pack what signing up brings, for the newcomers' corner
record DealsPage(
    Front front,
    List<Deal> deals,
    boolean newcomer,
    List<PublishedRule> pack,
    Steps steps,
    Instant now)
    implements Page {

  /// One promotion; `endsAt` is when it really ends, `left` how many pieces are left.
  record Deal(
      Promotion promotion,
      PublishedRule rule,
      @Nullable Instant endsAt,
      @Nullable Long left,
      List<Offer> offers) {}

  /// How far a newcomer is.
  record Steps(boolean signedUp, boolean pack, boolean bought) {}
}
