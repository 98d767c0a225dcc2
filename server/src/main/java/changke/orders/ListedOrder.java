package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An order as operators' lists show it: `title` is that of its first line, `lines` how many it
/// has.
public record ListedOrder(
    OrderId id,
    String number,
    @Nullable PersonId person,
    String email,
    OrderState state,
    Money total,
    Instant placedAt,
    @Nullable Instant paidAt,
    boolean late,
    Words title,
    int lines) {

  @Override
  public String toString() {
    return "ListedOrder[" + number + " " + state + "]";
  }
}
