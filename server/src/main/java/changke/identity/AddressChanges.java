package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of moves to another address.
@Repository
class AddressChanges {

  /// A move that waits for one or both ends.
  record Change(String email, String emailKey, boolean left, boolean taken) {}

  private static final String PUT =
      """
      INSERT INTO identity.address_change (person_id, email, email_key, asked_at, left_at)
      VALUES (:person, :email, :emailKey, :now, CASE WHEN CAST(:left AS boolean) THEN CAST(:now AS timestamptz) END)
      ON CONFLICT (person_id) DO UPDATE SET email = excluded.email, email_key = excluded.email_key,
        asked_at = excluded.asked_at, left_at = excluded.left_at, taken_at = NULL
      """;

  private static final String FIND =
      """
      SELECT email, email_key, left_at IS NOT NULL AS has_left, taken_at IS NOT NULL AS has_taken
      FROM identity.address_change WHERE person_id = :person AND asked_at > :since
      """;

  private static final String LEAVE =
      """
      UPDATE identity.address_change SET left_at = :now WHERE person_id = :person
      """;

  private static final String TAKE =
      """
      UPDATE identity.address_change SET taken_at = :now WHERE person_id = :person
      """;

  private static final String REMOVE =
      """
      DELETE FROM identity.address_change WHERE person_id = :person
      """;

  private final JdbcClient jdbc;

  AddressChanges(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(PersonId person, String email, boolean left, Instant now) {
    jdbc.sql(PUT)
        .param("person", person.value())
        .param("email", email)
        .param("emailKey", People.key(email))
        .param("left", left)
        .param("now", utc(now))
        .update();
  }

  Optional<Change> find(PersonId person, Instant since) {
    return jdbc.sql(FIND)
        .param("person", person.value())
        .param("since", utc(since))
        .query((row, number) ->
            new Change(
                row.getString("email"),
                row.getString("email_key"),
                row.getBoolean("has_left"),
                row.getBoolean("has_taken")))
        .optional();
  }

  void leave(PersonId person, Instant now) {
    jdbc.sql(LEAVE).param("person", person.value()).param("now", utc(now)).update();
  }

  void take(PersonId person, Instant now) {
    jdbc.sql(TAKE).param("person", person.value()).param("now", utc(now)).update();
  }

  void remove(PersonId person) {
    jdbc.sql(REMOVE).param("person", person.value()).update();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
