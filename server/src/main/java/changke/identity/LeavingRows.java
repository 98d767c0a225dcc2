package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Everything personal of one person, in every table of this module.
@Repository
class LeavingRows {

  /// The row itself stays under a pseudonym: books and orders point to its id.
  private static final String CLEAR =
      """
      WITH sessions AS (DELETE FROM identity.session WHERE person_id = :person),
        tickets AS (DELETE FROM identity.ticket WHERE person_id = :person),
        moves AS (DELETE FROM identity.address_change WHERE person_id = :person),
        devices AS (DELETE FROM identity.device WHERE person_id = :person),
        factors AS (DELETE FROM identity.second_factor WHERE person_id = :person),
        codes AS (DELETE FROM identity.recovery_code WHERE person_id = :person),
        passkeys AS (DELETE FROM identity.passkey WHERE person_id = :person),
        challenges AS (DELETE FROM identity.challenge WHERE person_id = :person),
        roles AS (DELETE FROM identity.role WHERE person_id = :person),
        rights AS (DELETE FROM identity.operator_right WHERE person_id = :person),
        tokens AS (
          UPDATE identity.api_token SET revoked_at = coalesce(revoked_at, :at)
          WHERE person_id = :person)
      UPDATE identity.person
      SET name = '–', email = :pseudonym, email_key = :pseudonym, password_hash = :hash,
          email_verified_at = NULL
      WHERE id = :person
      """;

  private final JdbcClient jdbc;

  LeavingRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void clear(PersonId person, String pseudonym, String hash, Instant at) {
    jdbc.sql(CLEAR)
        .param("person", person.value())
        .param("pseudonym", pseudonym)
        .param("hash", hash)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
