package changke.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One fact on its way to one address. `messageId` is what the receiver sees, the same at every
/// try; `dueAt` is when it is tried next.
public record Delivery(
    UUID id,
    UUID fact,
    String kind,
    String body,
    State state,
    int tries,
    Instant queuedAt,
    Instant dueAt,
    @Nullable Instant endedAt) {

  public enum State {
    WAITING,
    /// Answered with 2xx.
    DELIVERED,
    /// Given up after the last try.
    FAILED,
    /// It happened while the address was switched off.
    MISSED
  }

  public String messageId() {
    return messageId(fact);
  }

  /// Whether it can be sent again on demand.
  public boolean mayBeReplayed() {
    return state != State.WAITING;
  }

  static String messageId(UUID fact) {
    return "msg_" + fact.toString().replace("-", "");
  }
}
