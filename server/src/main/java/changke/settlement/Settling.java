package changke.settlement;

/// What became of asking for one's earnings.
public sealed interface Settling {

  /// Moved, now or by an earlier call with the same request.
  record Settled(Settlement settlement) implements Settling {}

  /// Nothing has waited long enough, or there is a debt.
  record NothingDue(Standing standing) implements Settling {}

  /// Only an owner gets the shop's money.
  record NotTheOwner() implements Settling {}
}
