package changke.identity;

import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of what devices are asked to sign.
@Repository
class Challenges {

  enum Purpose {
    REGISTER,
    SIGN_IN,
    CONFIRM
  }

  static final Duration LASTS = Duration.ofMinutes(5);

  private static final int BYTES = 32;

  private static final String INSERT =
      """
      INSERT INTO identity.challenge (hash, purpose, person_id, expires_at)
      VALUES (:hash, :purpose, :person, :expires)
      """;

  private static final String USE =
      """
      DELETE FROM identity.challenge
      WHERE hash = :hash AND purpose = :purpose AND expires_at > :now
        AND person_id IS NOT DISTINCT FROM CAST(:person AS uuid)
      """;

  private static final String TRIM =
      """
      DELETE FROM identity.challenge WHERE expires_at < :now
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  Challenges(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  byte[] issue(Purpose purpose, @Nullable PersonId person) {
    var bytes = Secrets.bytes(BYTES);
    jdbc.sql(INSERT)
        .param("hash", hash(bytes))
        .param("purpose", purpose.name())
        .param("person", person == null ? null : person.value())
        .param("expires", utc(clock.instant().plus(LASTS)))
        .update();
    return bytes;
  }

  /// Uses a challenge up; false when it was never given out for this, was used, or is too old.
  boolean use(Purpose purpose, @Nullable PersonId person, byte[] challenge) {
    return jdbc.sql(USE)
            .param("hash", hash(challenge))
            .param("purpose", purpose.name())
            .param("person", person == null ? null : person.value())
            .param("now", utc(clock.instant()))
            .update()
        == 1;
  }

  void trim() {
    jdbc.sql(TRIM).param("now", utc(clock.instant())).update();
  }

  private static byte[] hash(byte[] challenge) {
    return Secrets.hash(Base64.getUrlEncoder().withoutPadding().encodeToString(challenge));
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
