package changke.rewards;

/// How many coupons of some terms were issued and used, and how much of the budget is held by open
/// orders and used.
public record TermsUse(long issued, long used, long heldMinor, long usedMinor) {}
