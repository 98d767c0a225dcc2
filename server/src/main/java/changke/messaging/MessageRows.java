package changke.messaging;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/// What people were to be told, and what became of it.
@Repository
class MessageRows {

  static final JsonMapper JSON = JsonMapper.shared();

  /// A message that waits to be decided anew.
  record Held(
      UUID id,
      String requestKey,
      PersonId person,
      String template,
      int version,
      Priority priority,
      @Nullable Instant expires) {}

  private static final String ANSWERED =
      """
      SELECT id, answer, answer_reason, answer_until FROM messaging.message WHERE request_key = :key
      """;

  private static final String INSERT =
      """
      INSERT INTO messaging.message
        (id, request_key, person_id, template, version, variables, purpose, priority, source, why,
         expires_at, state, reason, due_at, answer, answer_reason, answer_until, chosen_hour, propensity,
         counted_at, asked_at, ended_at)
      VALUES (:id, :key, :person, :template, :version, :variables::jsonb, :purpose, :priority, :source,
        :why::jsonb, :expires, :state, :reason, :due, :state, :reason, :until, :hour, :propensity,
        :counted, :now, :ended)
      """;

  private static final String DUE_PEOPLE =
      """
      SELECT person_id FROM messaging.message WHERE state = 'HELD' AND due_at <= :now
      GROUP BY person_id ORDER BY min(due_at), person_id LIMIT :limit
      """;

  /// The strongest first; among equals the one that was asked for first.
  private static final String DUE =
      """
      SELECT id, request_key, person_id, template, version, priority, expires_at
      FROM messaging.message
      WHERE person_id = :person AND state = 'HELD' AND due_at <= :now
      ORDER BY priority DESC, asked_at, id LIMIT 100 FOR UPDATE
      """;

  private static final String DECIDE =
      """
      UPDATE messaging.message
      SET state = :state, reason = :reason, due_at = :due, ended_at = :ended, counted_at = :counted
      WHERE id = :id
      """;

  private static final String SENT =
      """
      UPDATE messaging.message SET state = 'SENT', ended_at = :now WHERE id = :id AND state = 'QUEUED'
      """;

  /// A message none of whose deliveries waits or arrived was not sent, and gives its place back.
  private static final String GAVE_UP =
      """
      UPDATE messaging.message m
      SET state = 'WITHHELD', reason = :reason, ended_at = :now, counted_at = NULL
      WHERE m.id = :id AND m.state = 'QUEUED' AND NOT EXISTS (
        SELECT 1 FROM messaging.delivery d WHERE d.message_id = m.id AND d.state IN ('WAITING', 'SENT'))
      """;

  private static final String DISPLACE =
      """
      UPDATE messaging.message
      SET state = 'WITHHELD', reason = 'CAPPED', ended_at = :now, counted_at = NULL
      WHERE id = :id AND state = 'QUEUED'
      """;

  private static final String FORGET =
      """
      DELETE FROM messaging.message WHERE id IN (
        SELECT id FROM messaging.message WHERE asked_at < :before AND state <> 'HELD' LIMIT 10000)
      """;

  private final JdbcClient jdbc;

  MessageRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// What was answered when this was asked for the first time.
  Optional<Sending> answered(String key) {
    return jdbc.sql(ANSWERED).param("key", key).query(MessageRows::answer).optional();
  }

  /// How a decision is written down.
  record Outcome(
      String state,
      @Nullable Reason reason,
      Instant due,
      @Nullable BestHour hour,
      @Nullable Instant counted,
      @Nullable Instant ended) {}

  void insert(
      UUID id,
      Message message,
      MessageTemplate template,
      Purpose purpose,
      Outcome outcome,
      Instant now) {
    var reason = outcome.reason();
    var hour = outcome.hour();
    jdbc.sql(INSERT)
        .param("id", id)
        .param("key", message.requestKey())
        .param("person", message.to().value())
        .param("template", template.name())
        .param("version", template.version())
        .param("variables", Variables.write(message.variables()))
        .param("purpose", purpose.name())
        .param("priority", message.priority().level())
        .param("source", message.source())
        .param("why", JSON.writeValueAsString(message.why()))
        .param("expires", at(message.expires()))
        .param("state", outcome.state())
        .param("reason", reason == null ? null : reason.name())
        .param("due", at(outcome.due()))
        .param("until", outcome.state().equals("HELD") ? at(outcome.due()) : null)
        .param("hour", hour == null ? null : hour.hour())
        .param("propensity", hour == null ? null : hour.propensity())
        .param("counted", at(outcome.counted()))
        .param("now", at(now))
        .param("ended", at(outcome.ended()))
        .update();
  }

  List<PersonId> duePeople(Instant now, int limit) {
    return jdbc
        .sql(DUE_PEOPLE)
        .param("now", at(now))
        .param("limit", limit)
        .query(UUID.class)
        .list()
        .stream()
        .map(PersonId::new)
        .toList();
  }

  List<Held> due(PersonId person, Instant now) {
    return jdbc.sql(DUE)
        .param("person", person.value())
        .param("now", at(now))
        .query(MessageRows::held)
        .list();
  }

  void decide(UUID id, Outcome outcome) {
    var reason = outcome.reason();
    jdbc.sql(DECIDE)
        .param("id", id)
        .param("state", outcome.state())
        .param("reason", reason == null ? null : reason.name())
        .param("due", at(outcome.due()))
        .param("ended", at(outcome.ended()))
        .param("counted", at(outcome.counted()))
        .update();
  }

  void sent(UUID id, Instant now) {
    jdbc.sql(SENT).param("id", id).param("now", at(now)).update();
  }

  void gaveUp(UUID id, Reason reason, Instant now) {
    jdbc.sql(GAVE_UP).param("id", id).param("reason", reason.name()).param("now", at(now)).update();
  }

  boolean displace(UUID id, Instant now) {
    return jdbc.sql(DISPLACE).param("id", id).param("now", at(now)).update() == 1;
  }

  int forget(Instant before) {
    return jdbc.sql(FORGET).param("before", at(before)).update();
  }

  static @Nullable OffsetDateTime at(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static Sending answer(ResultSet row, int number) throws SQLException {
    var id = row.getObject("id", UUID.class);
    var reason = row.getString("answer_reason");
    return switch (row.getString("answer")) {
      case "QUEUED" -> new Sending.Queued(id);
      case "HELD" ->
          new Sending.Held(
              id,
              row.getObject("answer_until", OffsetDateTime.class).toInstant(),
              Reason.valueOf(reason));
      default -> new Sending.Withheld(id, Reason.valueOf(reason));
    };
  }

  private static Held held(ResultSet row, int number) throws SQLException {
    return new Held(
        row.getObject("id", UUID.class),
        row.getString("request_key"),
        new PersonId(row.getObject("person_id", UUID.class)),
        row.getString("template"),
        row.getInt("version"),
        Priority.of(row.getInt("priority")),
        instant(row, "expires_at"));
  }
}
