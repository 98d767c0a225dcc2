package changke.identity;

import changke.platform.Fingerprints;
import changke.platform.Keys;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Under load a guest's browser works a little for each form: it finds a number so that the hash of
/// challenge and number begins with enough zero bits. A person waits a blink, a flood pays for
/// every drop. The challenge is signed and not stored; a used one is, until it is too old.
@Repository
public class Proof {

  /// Where guests come through, each with its own measure of load.
  public enum Door {
    NONE,
    /// Signing in and up.
    SIGN_IN,
    CHECKOUT
  }

  private static final Duration LASTS = Duration.ofMinutes(5);
  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,19})\\.(\\d{1,2})\\.([A-Za-z0-9_-]{43})\\.([0-9a-f]{64}):(\\d{1,16})");

  private static final String SPEND =
      """
      INSERT INTO identity.spent_proof (hash, expires_at) VALUES (:hash, :expires) ON CONFLICT DO NOTHING
      """;

  private static final String TRIM =
      """
      DELETE FROM identity.spent_proof WHERE expires_at < :now
      """;

  private final JdbcClient jdbc;
  private final ProofSettings settings;
  private final Clock clock;
  private final byte[] key;
  private final Map<Door, Load> loads = new EnumMap<>(Door.class);

  Proof(JdbcClient jdbc, ProofSettings settings, Clock clock, Keys keys) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.clock = clock;
    this.key = keys.derive("proof of work");
    loads.put(Door.SIGN_IN, new Load(settings.doors()));
    loads.put(Door.CHECKOUT, new Load(settings.checkout()));
  }

  /// What a browser has to work on before it sends a form through this door; empty without load.
  public Optional<String> challenge(Door door) {
    var load = loads.get(door);
    if (load == null || !load.isHigh(minute())) {
      return Optional.empty();
    }
    var body =
        clock.instant().plus(LASTS).getEpochSecond() + "." + settings.bits() + "." + Secrets.text();
    return Optional.of(body + "." + Fingerprints.of(key, body));
  }

  /// Counts a form at this door; false when it needed a proof and brought none that is good.
  boolean admit(Door door, @Nullable String proof) {
    var load = loads.get(door);
    if (load == null) {
      return true;
    }
    var high = load.isHigh(minute());
    load.count(minute());
    return !high || (proof != null && isGood(proof));
  }

  private boolean isGood(String proof) {
    var form = FORM.matcher(proof);
    if (proof.length() > 200 || !form.matches()) {
      return false;
    }
    var body = form.group(1) + "." + form.group(2) + "." + form.group(3);
    var expires = Instant.ofEpochSecond(Long.parseLong(form.group(1)));
    return isSame(Fingerprints.of(key, body), form.group(4))
        && expires.isAfter(clock.instant())
        && zeroBits(Secrets.hash(proof)) >= Integer.parseInt(form.group(2))
        && spend(form.group(4), expires);
  }

  private boolean spend(String challenge, Instant expires) {
    return jdbc.sql(SPEND)
            .param("hash", Secrets.hash(challenge))
            .param("expires", OffsetDateTime.ofInstant(expires, ZoneOffset.UTC))
            .update()
        == 1;
  }

  void trim() {
    jdbc.sql(TRIM).param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)).update();
  }

  private long minute() {
    return clock.instant().getEpochSecond() / 60;
  }

  static int zeroBits(byte[] hash) {
    var zeros = 0;
    for (var b : hash) {
      if (b != 0) {
        return zeros + Integer.numberOfLeadingZeros(b & 0xff) - 24;
      }
      zeros += 8;
    }
    return zeros;
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  /// Forms of this minute and the one before; load is what the busier of both had.
  private static final class Load {
    private final int most;
    private long minute;
    private int now;
    private int before;

    Load(int most) {
      this.most = most;
    }

    synchronized boolean isHigh(long at) {
      turn(at);
      return most >= 0 && Math.max(now, before) >= most;
    }

    synchronized void count(long at) {
      turn(at);
      now++;
    }

    private void turn(long at) {
      if (at != minute) {
        before = at == minute + 1 ? now : 0;
        now = 0;
        minute = at;
      }
    }
  }
}
