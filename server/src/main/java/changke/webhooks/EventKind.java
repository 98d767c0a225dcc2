package changke.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an address can be told.
public enum EventKind {
  ORDER_PAID,
  /// Everything that could be delivered was.
  ORDER_DELIVERED,
  /// The buyer confirmed, or the time for complaints ran out.
  ORDER_COMPLETED,
  /// Money for some lines is on its way back.
  ORDER_REFUNDED,
  /// The buyer says that something is wrong with a line.
  ORDER_DISPUTED,
  /// An offer has as few cards left as its shop wanted to know.
  STOCK_LOW,
  /// A shop's earnings were moved to its owner's balance.
  EARNINGS_SETTLED,
  /// A step of a journey asked for it.
  JOURNEY_STEP,
  /// Somebody pressed the button; it cannot be chosen and goes to one address.
  WEBHOOK_TEST;

  /// `order.paid` for [#ORDER_PAID].
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public static Optional<EventKind> of(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code().equals(code)).findFirst();
  }

  /// Those that an owner may choose.
  public static List<EventKind> choices() {
    return Arrays.stream(values()).filter(kind -> kind != WEBHOOK_TEST).toList();
  }
}
