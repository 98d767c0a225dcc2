package changke.vault;

import java.util.List;
import java.util.UUID;

/// Whether what was paid for can be handed over.
public sealed interface SellResult {

  record Sold(UUID hold, List<CardId> cards) implements SellResult {}

  /// The hold had lapsed and the shelf has only `available` left; nothing was sold.
  record TooFew(int available) implements SellResult {}
}
