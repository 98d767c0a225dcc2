package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Letters waiting and sent.
@Repository
class Outbox {

  /// A row that waits to be sent.
  record Waiting(
      UUID id, String email, Locale language, String letter, String variables, int attempts) {}

  private static final String QUEUE =
      """
      INSERT INTO messaging.letter
        (id, request_key, person_id, email, language, letter, variables, state, due_at, queued_at)
      VALUES (:id, :requestKey, :person, :email, :language, :letter, :variables::jsonb, 'WAITING', :now, :now)
      ON CONFLICT (request_key) DO NOTHING
      """;

  private static final String CLAIM =
      """
      UPDATE messaging.letter l SET attempts = attempts + 1, due_at = :again
      WHERE l.id IN (
        SELECT id FROM messaging.letter WHERE state = 'WAITING' AND due_at <= :now
        ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED)
      RETURNING l.id, l.email, l.language, l.letter, l.variables::text AS variables, l.attempts
      """;

  private static final String SENT =
      """
      UPDATE messaging.letter SET state = 'SENT', ended_at = :now, problem = NULL WHERE id = :id
      """;

  private static final String FAILED =
      """
      UPDATE messaging.letter
      SET problem = :problem, due_at = :again,
          state = CASE WHEN CAST(:last AS boolean) THEN 'UNREACHABLE' ELSE state END,
          ended_at = CASE WHEN CAST(:last AS boolean) THEN CAST(:now AS timestamptz) END
      WHERE id = :id
      """;

  private static final String RECENT =
      """
      SELECT id, email, language, letter, variables::text AS variables, state, attempts, problem, queued_at, ended_at
      FROM messaging.letter ORDER BY queued_at DESC, id DESC LIMIT :limit OFFSET :offset
      """;

  private static final String FIND =
      """
      SELECT id, email, language, letter, variables::text AS variables, state, attempts, problem, queued_at, ended_at
      FROM messaging.letter WHERE request_key = ANY(:keys) ORDER BY queued_at, id LIMIT 200
      """;

  private static final String OF_PERSON =
      """
      SELECT id, email, language, letter, variables::text AS variables, state, attempts, problem, queued_at, ended_at
      FROM messaging.letter WHERE person_id = :person ORDER BY queued_at DESC, id DESC LIMIT :most
      """;

  private static final String FORGET_PERSON =
      """
      DELETE FROM messaging.letter WHERE person_id = :person OR lower(email) = lower(:email)
      """;

  private static final String WAITING_COUNT =
      """
      SELECT count(*) FROM messaging.letter WHERE state = 'WAITING'
      """;

  private static final String FORGET =
      """
      DELETE FROM messaging.letter WHERE ended_at < :before
      """;

  private final JdbcClient jdbc;

  Outbox(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean queue(
      UUID id, String requestKey, Recipient to, String letter, String variables, Instant now) {
    return jdbc.sql(QUEUE)
            .param("id", id)
            .param("requestKey", requestKey)
            .param("person", value(to.person()))
            .param("email", to.email())
            .param("language", to.language().toLanguageTag())
            .param("letter", letter)
            .param("variables", variables)
            .param("now", at(now))
            .update()
        == 1;
  }

  /// Takes letters that are due; until `patience` has passed no other process takes them again.
  List<Waiting> claim(Instant now, Duration patience, int limit) {
    return jdbc.sql(CLAIM)
        .param("now", at(now))
        .param("again", at(now.plus(patience)))
        .param("limit", limit)
        .query(Outbox::readWaiting)
        .list();
  }

  void sent(UUID id, Instant now) {
    jdbc.sql(SENT).param("id", id).param("now", at(now)).update();
  }

  void failed(UUID id, String problem, Instant again, boolean last, Instant now) {
    jdbc.sql(FAILED)
        .param("id", id)
        .param("problem", problem)
        .param("again", at(again))
        .param("last", last)
        .param("now", at(now))
        .update();
  }

  List<SentLetter> recent(int limit, int offset) {
    return jdbc.sql(RECENT)
        .param("limit", limit)
        .param("offset", offset)
        .query(Outbox::sentLetter)
        .list();
  }

  List<SentLetter> find(Collection<String> keys) {
    return jdbc.sql(FIND)
        .param("keys", keys.toArray(String[]::new))
        .query(Outbox::sentLetter)
        .list();
  }

  List<SentLetter> ofPerson(UUID person, int most) {
    return jdbc.sql(OF_PERSON)
        .param("person", person)
        .param("most", most)
        .query(Outbox::sentLetter)
        .list();
  }

  void forget(UUID person, String email) {
    jdbc.sql(FORGET_PERSON).param("person", person).param("email", email).update();
  }

  long waiting() {
    return jdbc.sql(WAITING_COUNT).query(Long.class).single();
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", at(before)).update();
  }

  private static @Nullable UUID value(@Nullable PersonId person) {
    return person == null ? null : person.value();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }

  private static Waiting readWaiting(ResultSet row, int number) throws SQLException {
    return new Waiting(
        row.getObject("id", UUID.class),
        row.getString("email"),
        Locale.forLanguageTag(row.getString("language")),
        row.getString("letter"),
        row.getString("variables"),
        row.getInt("attempts"));
  }

  private static SentLetter sentLetter(ResultSet row, int number) throws SQLException {
    var waiting = readWaiting(row, number);
    var written =
        Templates.write(waiting.letter(), waiting.language(), Variables.read(waiting.variables()));
    return new SentLetter(
        waiting.id(),
        waiting.email(),
        written.subject(),
        written.text(),
        SentLetter.State.valueOf(row.getString("state")),
        waiting.attempts(),
        row.getString("problem"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant());
  }
}
