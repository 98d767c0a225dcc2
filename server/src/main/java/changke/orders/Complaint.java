package changke.orders;

import changke.shared.OrderId;
import changke.vault.CardId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A buyer's word that a card is bad, and what became of it.
public record Complaint(
    UUID id,
    OrderId order,
    int position,
    CardId card,
    String text,
    Instant madeAt,
    Instant answerBy,
    State state,
    @Nullable String decidedBy,
    @Nullable String note) {

  /// Where it stands.
  public enum State {
    OPEN,
    REPLACED,
    REFUNDED,
    REJECTED
  }
}
