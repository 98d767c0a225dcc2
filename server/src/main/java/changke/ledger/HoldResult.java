package changke.ledger;

/// What became of setting an amount aside.
public sealed interface HoldResult {

  /// It is set aside, now or by an earlier call with the same id.
  record Held() implements HoldResult {}

  /// The balance does not cover it.
  record TooLittle(long missing) implements HoldResult {}

  /// The hold with this id has been captured or released before.
  record Over() implements HoldResult {}
}
