package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The tables of authenticator secrets and recovery codes.
@Repository
class SecondFactorRows {

  private static final String BEGIN =
      """
      INSERT INTO identity.second_factor (person_id, secret_sealed, made_at) VALUES (:person, :sealed, :now)
      ON CONFLICT (person_id) DO NOTHING
      """;

  private static final String SEALED =
      """
      SELECT secret_sealed FROM identity.second_factor WHERE person_id = :person
      """;

  private static final String IS_CONFIRMED =
      """
      SELECT EXISTS (SELECT 1 FROM identity.second_factor
        WHERE person_id = :person AND confirmed_at IS NOT NULL)
      """;

  private static final String USE_STEP =
      """
      UPDATE identity.second_factor SET last_step = :step WHERE person_id = :person AND last_step < :step
      """;

  private static final String CONFIRM =
      """
      UPDATE identity.second_factor SET confirmed_at = :now
      WHERE person_id = :person AND confirmed_at IS NULL
      """;

  private static final String REMOVE =
      """
      DELETE FROM identity.second_factor WHERE person_id = :person
      """;

  private static final String REMOVE_CODES =
      """
      DELETE FROM identity.recovery_code WHERE person_id = :person
      """;

  private static final String PUT_CODES =
      """
      INSERT INTO identity.recovery_code (person_id, code_hash, made_at)
      SELECT :person, hash, :now FROM unnest(CAST(:hashes AS bytea[])) AS hash
      """;

  private static final String USE_CODE =
      """
      DELETE FROM identity.recovery_code WHERE person_id = :person AND code_hash = :hash
      """;

  private static final String COUNT_CODES =
      """
      SELECT count(*) FROM identity.recovery_code WHERE person_id = :person
      """;

  private final JdbcClient jdbc;

  SecondFactorRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void begin(PersonId person, byte[] sealed, Instant now) {
    jdbc.sql(BEGIN)
        .param("person", person.value())
        .param("sealed", sealed)
        .param("now", utc(now))
        .update();
  }

  Optional<byte[]> sealed(PersonId person) {
    return jdbc.sql(SEALED).param("person", person.value()).query(byte[].class).optional();
  }

  boolean isConfirmed(PersonId person) {
    return jdbc.sql(IS_CONFIRMED).param("person", person.value()).query(Boolean.class).single();
  }

  /// Takes a time step; false when it or a later one was used before.
  boolean useStep(PersonId person, long step) {
    return jdbc.sql(USE_STEP).param("person", person.value()).param("step", step).update() == 1;
  }

  boolean confirm(PersonId person, Instant now) {
    return jdbc.sql(CONFIRM).param("person", person.value()).param("now", utc(now)).update() == 1;
  }

  boolean remove(PersonId person) {
    jdbc.sql(REMOVE_CODES).param("person", person.value()).update();
    return jdbc.sql(REMOVE).param("person", person.value()).update() == 1;
  }

  void replaceCodes(PersonId person, Collection<byte[]> hashes, Instant now) {
    jdbc.sql(REMOVE_CODES).param("person", person.value()).update();
    jdbc.sql(PUT_CODES)
        .param("person", person.value())
        .param("hashes", hashes.toArray(byte[][]::new))
        .param("now", utc(now))
        .update();
  }

  boolean useCode(PersonId person, byte[] hash) {
    return jdbc.sql(USE_CODE).param("person", person.value()).param("hash", hash).update() == 1;
  }

  int countCodes(PersonId person) {
    return jdbc.sql(COUNT_CODES).param("person", person.value()).query(Integer.class).single();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
