package changke.orders;

import changke.payments.ChargeId;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A purchase by a member or a guest. `number` is what people read and type; it opens nothing.
/// `late` says that it was paid after it had expired or been cancelled; `tendered` is the part of
/// the total that is paid with something that is not money.
public record Order(
    OrderId id,
    String number,
    @Nullable PersonId person,
    String email,
    String language,
    OrderState state,
    Money total,
    Money tendered,
    Instant placedAt,
    Instant payUntil,
    @Nullable ChargeId charge,
    @Nullable Instant paidAt,
    boolean late,
    @Nullable Instant deliveredAt,
    @Nullable Instant completeAt,
    List<OrderLine> lines) {

  /// What is charged.
  public Money due() {
    return total.minus(tendered);
  }

  /// What was delivered and not taken back, in minor units.
  public long keptMinor() {
    return lines.stream()
        .filter(line -> line.state() == LineState.DELIVERED)
        .mapToLong(line -> line.amount().minor())
        .sum();
  }

  Order paid(@Nullable ChargeId by, Instant at, boolean tooLate) {
    return new Order(
        id,
        number,
        person,
        email,
        language,
        OrderState.PAID,
        total,
        tendered,
        placedAt,
        payUntil,
        by,
        at,
        tooLate,
        deliveredAt,
        completeAt,
        lines);
  }

  @Override
  public String toString() {
    return "Order[" + number + " " + state + "]";
  }
}
