package changke.rewards;

/// What points stand for: given out and never spent, spent, expired, owed; and what those that are
/// out could pay at checkout, in minor units. `merchantBudgets` are points that merchants may still
/// give away.
public record Liability(
    long issued,
    long redeemed,
    long breakage,
    long available,
    long pending,
    long debt,
    long merchantBudgets,
    long worthMinor) {}
