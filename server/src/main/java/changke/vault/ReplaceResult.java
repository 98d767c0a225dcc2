package changke.vault;

/// Whether a bad card got a successor.
public sealed interface ReplaceResult {

  record Replaced(CardId successor) implements ReplaceResult {}

  /// The shelf is empty.
  record TooFew() implements ReplaceResult {}

  /// This hold has no such sold card (any more).
  record NotSold() implements ReplaceResult {}
}
