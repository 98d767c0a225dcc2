package changke.vault;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card as its merchant sees it in a list: everything but the text.
public record ShelfCard(
    CardId id, State state, @Nullable String label, @Nullable Instant expiresAt) {

  public enum State {
    AVAILABLE,
    HELD,
    SOLD,
    REVOKED,
    REPLACED,
    /// Taken back by the merchant.
    WITHDRAWN,
    EXPIRED
  }
}
