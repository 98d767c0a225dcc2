package changke.orders;

import changke.shared.MerchantId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which orders a list shows. `text` is an order's number, an e-mail address or a person's id; what
/// is null or empty narrows nothing. A period is over when orders were placed: `from` counts, `to`
/// does not.
public record OrderSearch(
    String text,
    @Nullable OrderState state,
    @Nullable MerchantId merchant,
    @Nullable Instant from,
    @Nullable Instant to) {

  public static final OrderSearch ALL = new OrderSearch("", null, null, null, null);

  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 0x8000000000000000L;

  public OrderSearch {
    text = text.strip();
  }

  boolean byEmail() {
    return text.indexOf('@') > 0;
  }

  Optional<UUID> person() {
    return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  String number() {
    return text.toUpperCase(Locale.ROOT);
  }

  /// Ids of orders are in the order of their milliseconds (UUIDv7), so a period is a range of ids.
  UUID first() {
    return at(from == null ? 0 : from.toEpochMilli());
  }

  UUID behindLast() {
    return to == null ? new UUID(-1, -1) : at(to.toEpochMilli());
  }

  private static UUID at(long millis) {
    return new UUID((Math.max(0, millis) << 16) | VERSION, VARIANT);
  }
}
