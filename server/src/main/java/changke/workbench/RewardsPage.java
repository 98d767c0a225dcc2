package changke.workbench;

import changke.pages.Page;
import changke.rewards.EarnRule;
import changke.rewards.Promotion;
import changke.rewards.PublishedRule;
import changke.rewards.Terms;
import changke.rewards.TermsUse;
import java.util.List;
import java.util.Map;

/// A shop's own coupons, promotions and points, all paid by the shop within a budget.
record RewardsPage(
    Desk desk,
    List<Coupon> coupons,
    List<Deal> deals,
    List<Earning> earning,
    long points,
    java.util.UUID request,
    Map<String, String> fields,
    List<String> unfit)
    implements Page {

  /// Terms, their plain words, and how much of them is used.
  record Coupon(Terms terms, PublishedRule plain, TermsUse use) {}

  /// A promotion and its plain words.
  record Deal(Promotion promotion, PublishedRule plain) {}

  /// A rule by which the shop gives points, and its plain words.
  record Earning(EarnRule rule, PublishedRule plain) {}

  @Override
  public int status() {
    return unfit.isEmpty() ? 200 : 422;
  }
}
