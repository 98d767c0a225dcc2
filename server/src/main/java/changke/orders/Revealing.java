package changke.orders;

import changke.vault.RevealedCard;
import java.util.List;

/// What someone who may read an order's cards gets.
public sealed interface Revealing {

  /// The cards, line by line; a line that has none yet is missing.
  record Revealed(List<LineCards> lines) implements Revealing {}

  /// Nothing is delivered, or it was taken back.
  record NotDelivered(OrderState state) implements Revealing {}

  /// The cards of one line.
  record LineCards(OrderLine line, List<RevealedCard> cards) {}
}
