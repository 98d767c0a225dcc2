package changke.orders;

import changke.identity.Throttle;
import changke.platform.Keys;
import changke.shared.OrderId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How a guest gets at an order: by a signed link, or by its number and a one-time code that goes
/// to the order's own address. Tries are counted per order, per network address and over all.
@Repository
class Lookup {

  private static final String KEEP =
      """
      INSERT INTO orders.lookup_code (purchase, hash, until) VALUES (:id, :hash, :until)
      ON CONFLICT (purchase) DO UPDATE SET hash = excluded.hash, until = excluded.until
      """;

  private static final String USE =
      """
      DELETE FROM orders.lookup_code WHERE purchase = :id AND hash = :hash AND until > :now
      """;

  static final Duration CODE_LASTS = Duration.ofMinutes(10);
  private static final Duration WINDOW = Duration.ofMinutes(10);
  private static final int TRIES_PER_ORDER = 5;
  private static final int TRIES_PER_ADDRESS = 20;
  private static final int TRIES_OVER_ALL = 2_000;
  private static final int CODE_LIMIT = 100_000_000;
  private static final int ID_BYTES = 16;
  private static final int SIGNATURE_BYTES = 16;

  private final JdbcClient jdbc;
  private final Throttle throttle;
  private final RandomGenerator chance;
  private final Clock clock;
  private final SecretKeySpec key;

  Lookup(JdbcClient jdbc, Throttle throttle, RandomGenerator chance, Clock clock, Keys keys) {
    this.jdbc = jdbc;
    this.throttle = throttle;
    this.chance = chance;
    this.clock = clock;
    this.key = new SecretKeySpec(keys.derive("order links"), "HmacSHA256");
  }

  /// The text that opens an order for whoever holds it.
  String token(OrderId id) {
    var bytes = bytes(id);
    var signature = Arrays.copyOf(mac("link", bytes), SIGNATURE_BYTES);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(ByteBuffer.allocate(32).put(bytes).put(signature).array());
  }

  /// The order that a token opens; empty for anything that was not made here.
  Optional<OrderId> open(String token) {
    byte[] given;
    try {
      given = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (given.length != ID_BYTES + SIGNATURE_BYTES) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(given);
    var id = new OrderId(new UUID(buffer.getLong(), buffer.getLong()));
    // The text itself is compared: Base64 has several for the same bytes.
    return MessageDigest.isEqual(ascii(token(id)), ascii(token))
        ? Optional.of(id)
        : Optional.empty();
  }

  /// Whether one more try may be made on this order number from this network address.
  boolean mayTry(String number, String address) {
    return throttle.attempt("order number", number, TRIES_PER_ORDER, WINDOW).isZero()
        && throttle.attempt("order address", address, TRIES_PER_ADDRESS, WINDOW).isZero()
        && throttle.attempt("order lookup", "all", TRIES_OVER_ALL, WINDOW).isZero();
  }

  /// A new one-time code of eight digits, in place of any before.
  String newCode(OrderId id) {
    var code = String.format(Locale.ROOT, "%08d", chance.nextInt(CODE_LIMIT));
    jdbc.sql(KEEP)
        .param("id", id.value())
        .param("hash", hash(id, code))
        .param("until", utc(clock.instant().plus(CODE_LASTS)))
        .update();
    return code;
  }

  /// Uses a code up; false when it is wrong, used or too old.
  boolean use(OrderId id, String code) {
    return jdbc.sql(USE)
            .param("id", id.value())
            .param("hash", hash(id, code.strip()))
            .param("now", utc(clock.instant()))
            .update()
        == 1;
  }

  private byte[] hash(OrderId id, String code) {
    return mac("code " + code, bytes(id));
  }

  private byte[] mac(String purpose, byte[] bytes) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(OrderId id) {
    return ByteBuffer.allocate(ID_BYTES)
        .putLong(id.value().getMostSignificantBits())
        .putLong(id.value().getLeastSignificantBits())
        .array();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
