package changke.rewards;

import changke.shared.OrderId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One promise to one person; `kept` means that the person saves it for later.
public record Coupon(
    UUID id,
    Terms terms,
    State state,
    boolean kept,
    @Nullable OrderId order,
    @Nullable Long offMinor,
    Instant expiresAt) {

  /// Where a coupon is.
  public enum State {
    WAITING,
    OPEN,
    HELD,
    USED,
    EXPIRED
  }
}
