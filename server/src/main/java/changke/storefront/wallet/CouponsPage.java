package changke.storefront.wallet;

import changke.pages.Page;
import changke.rewards.Coupon;
import changke.rewards.PublishedRule;
import changke.shared.Slice;
import changke.storefront.Front;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Coupons: what can be used, what can be claimed, a field for a code, and what was.
record CouponsPage(
    Front front,
    List<Held> open,
    List<PublishedRule> claimable,
    Slice<Coupon> past,
    Currency currency,
    @Nullable String problem)
    implements Page {

  /// A coupon and its terms in plain words.
  record Held(Coupon coupon, PublishedRule rule) {}

  @Override
  public int status() {
    return problem == null ? 200 : 422;
  }
}
