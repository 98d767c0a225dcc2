package changke.rewards;

/// What a tier can bring; other modules ask [Tiers#has].
public enum Benefit {
  EARLY_ACCESS,
  MEMBER_DAY,
  PRIORITY_LANE,
  FAST_REFUND,
  FEE_WAIVED,
  ADVISER
}
