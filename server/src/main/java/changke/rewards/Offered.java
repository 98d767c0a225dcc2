package changke.rewards;

import java.util.List;

/// Everything that could be taken off for one buyer at one moment: promotions in force with what is
/// left of them for this buyer, and the coupons in the wallet that are not saved for later.
record Offered(List<Running> promotions, List<Usable> coupons) {

  /// A promotion and how many pieces and how much money of it are left.
  record Running(Promotion promotion, long piecesLeft, long budgetLeft) {}

  /// A coupon and how much of its terms' budget is left.
  record Usable(Coupon coupon, long budgetLeft) {}
}
