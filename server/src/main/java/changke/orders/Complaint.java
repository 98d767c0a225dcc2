package changke.orders;

import changke.shared.MerchantId;
import changke.shared.OrderId;
import changke.vault.CardId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A buyer's word that something is wrong with a line, and what became of it. `card` is the bad
/// card where the line has cards; `turn` says who must answer before `answerBy`. `first` stands
/// before others in queues and `fast` has the shorter time for answers, both as of when it was
/// made.
public record Complaint(
    UUID id,
    OrderId order,
    int position,
    @Nullable CardId card,
    MerchantId merchant,
    String text,
    Instant madeAt,
    Instant answerBy,
    Side turn,
    @Nullable Instant escalatedAt,
    State state,
    @Nullable String decidedBy,
    @Nullable String note,
    boolean first,
    boolean fast) {

  /// Where it stands.
  public enum State {
    OPEN,
    REPLACED,
    REFUNDED,
    REJECTED,
    /// The buyer took it back or said no more.
    CLOSED
  }

  public boolean open() {
    return state == State.OPEN;
  }

  @Override
  public String toString() {
    return "Complaint[" + id + " " + state + " " + turn + "]";
  }
}
