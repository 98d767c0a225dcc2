package changke.rewards;

/// What a tier can bring, each read by whoever gives it: [Tiers] stands behind the port of orders
/// for early access, the priority lane and fast refunds, promotions ask for the member day, and the
/// adviser is on the membership page.
public enum Benefit {
  EARLY_ACCESS,
  MEMBER_DAY,
  PRIORITY_LANE,
  FAST_REFUND,
  ADVISER
}
