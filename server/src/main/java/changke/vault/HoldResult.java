package changke.vault;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Whether cards were set aside: all of them, or none.
public sealed interface HoldResult {

  record Held(UUID hold, List<CardId> cards, Instant until) implements HoldResult {}

  /// Only `available` are there; nothing was set aside.
  record TooFew(int available) implements HoldResult {}
}
