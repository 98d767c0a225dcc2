package changke.messaging;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Telephone numbers for text messages.
@Repository
class PhoneRows {

  private static final int MOST_TRIES = 5;

  private static final String ASK =
      """
      INSERT INTO messaging.phone (person_id, number, code_hash, code_until)
      VALUES (:person, :number, :hash, :until)
      ON CONFLICT (person_id) DO UPDATE
      SET number = excluded.number, code_hash = excluded.code_hash, code_until = excluded.code_until,
          tries = 0, verified_at = NULL
      """;

  private static final String TRY =
      """
      UPDATE messaging.phone SET tries = tries + 1
      WHERE person_id = :person AND code_until > :now AND tries < :most AND verified_at IS NULL
      RETURNING code_hash
      """;

  private static final String VERIFY =
      """
      UPDATE messaging.phone SET verified_at = :now, code_hash = NULL, code_until = NULL
      WHERE person_id = :person
      """;

  private static final String REMOVE =
      """
      DELETE FROM messaging.phone WHERE person_id = :person
      """;

  private static final String NUMBER =
      """
      SELECT number FROM messaging.phone
      WHERE person_id = :person AND (verified_at IS NOT NULL) = :verified
      """;

  private final JdbcClient jdbc;

  PhoneRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void ask(PersonId person, String number, byte[] codeHash, Instant until) {
    jdbc.sql(ASK)
        .param("person", person.value())
        .param("number", number)
        .param("hash", codeHash)
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// The hash of the code that was sent, and one try less; empty when there is none left.
  Optional<byte[]> tryCode(PersonId person, Instant now) {
    return jdbc.sql(TRY)
        .param("person", person.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("most", MOST_TRIES)
        .query((row, number) -> row.getBytes("code_hash"))
        .optional();
  }

  void verify(PersonId person, Instant now) {
    jdbc.sql(VERIFY)
        .param("person", person.value())
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void remove(PersonId person) {
    jdbc.sql(REMOVE).param("person", person.value()).update();
  }

  Optional<String> verified(PersonId person) {
    return number(person, true);
  }

  Optional<String> waiting(PersonId person) {
    return number(person, false);
  }

  private Optional<String> number(PersonId person, boolean verified) {
    return jdbc.sql(NUMBER)
        .param("person", person.value())
        .param("verified", verified)
        .query(String.class)
        .optional();
  }
}
