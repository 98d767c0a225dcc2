package changke.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts tries of what can be guessed, over all processes: at most a given number per key in a
/// fixed window. Keys are stored as hashes, because they may be addresses.
@Repository
public class Throttle {

  private static final String COUNT =
      """
      INSERT INTO identity.attempt (kind, key, window_start, count) VALUES (:kind, :key, :start, 1)
      ON CONFLICT (kind, key, window_start) DO UPDATE SET count = identity.attempt.count + 1
      RETURNING count
      """;

  private static final String GIVE_BACK =
      """
      UPDATE identity.attempt SET count = count - 1
      WHERE kind = :kind AND key = :key AND window_start = :start AND count > 1
      """;

  private static final String FORGIVE =
      """
      DELETE FROM identity.attempt WHERE kind = :kind AND key = :key
      """;

  private static final String TRIM =
      """
      DELETE FROM identity.attempt WHERE window_start < :before
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Throttle(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Counts one try; returns how long to wait when there were more than `limit` in this window, or
  /// zero when it may go on.
  public Duration attempt(String kind, String key, int limit, Duration window) {
    var now = clock.instant();
    var start = start(now, window);
    var count =
        jdbc.sql(COUNT)
            .param("kind", kind)
            .param("key", hash(key))
            .param("start", OffsetDateTime.ofInstant(start, ZoneOffset.UTC))
            .query(Integer.class)
            .single();
    return count <= limit ? Duration.ZERO : Duration.between(now, start.plus(window));
  }

  /// Takes one try of this window back: it was no guess.
  public void giveBack(String kind, String key, Duration window) {
    jdbc.sql(GIVE_BACK)
        .param("kind", kind)
        .param("key", hash(key))
        .param("start", OffsetDateTime.ofInstant(start(clock.instant(), window), ZoneOffset.UTC))
        .update();
  }

  /// Forgets the tries of a key, after a success.
  public void forgive(String kind, String key) {
    jdbc.sql(FORGIVE).param("kind", kind).param("key", hash(key)).update();
  }

  void trim() {
    var before = clock.instant().minus(Duration.ofDays(1));
    jdbc.sql(TRIM).param("before", OffsetDateTime.ofInstant(before, ZoneOffset.UTC)).update();
  }

  private static Instant start(Instant now, Duration window) {
    var length = window.toMillis();
    return Instant.ofEpochMilli(now.toEpochMilli() / length * length);
  }

  private static String hash(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
