package changke.rewards;

/// What a person has: to spend, set aside for an open order, waiting, and what is owed after points
/// were clawed back that were spent already.
public record PointBalance(long available, long held, long pending, long debt) {}
