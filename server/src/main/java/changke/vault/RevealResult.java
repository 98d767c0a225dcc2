package changke.vault;

import java.util.List;

/// What someone who asks for the cards of a hold gets.
public sealed interface RevealResult {

  record Revealed(List<RevealedCard> cards) implements RevealResult {}

  /// Nothing to see: not sold yet, given back, or revoked after a refund.
  record NotSold() implements RevealResult {}
}
