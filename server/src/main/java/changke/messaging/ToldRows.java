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
import tools.jackson.core.type.TypeReference;

/// Reads messages back: for inboxes, for the log, and for counting.
@Repository
class ToldRows {

  /// A row as it lies, before it is written out in somebody's language.
  record Row(
      UUID id,
      PersonId person,
      String template,
      int version,
      Purpose purpose,
      Priority priority,
      String source,
      Why why,
      String variables,
      Told.State state,
      @Nullable Reason reason,
      Instant due,
      Instant asked,
      @Nullable Instant ended,
      @Nullable Instant read,
      @Nullable Instant followed,
      @Nullable Integer chosenHour,
      @Nullable Double propensity,
      List<Told.Way> ways) {}

  private record WayJson(
      String channel,
      String state,
      @Nullable String reason,
      int attempts,
      @Nullable String problem) {}

  private static final String FIND =
      """
      SELECT m.*, m.variables::text AS variables_text, m.why::text AS why_text, (
        SELECT json_agg(json_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
          'attempts', d.attempts, 'problem', d.problem) ORDER BY d.channel, d.id)
        FROM messaging.delivery d WHERE d.message_id = m.id) AS ways
      FROM messaging.message m WHERE m.id = :id
      """;

  private static final String OF_PERSON =
      """
      SELECT m.*, m.variables::text AS variables_text, m.why::text AS why_text, (
        SELECT json_agg(json_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
          'attempts', d.attempts, 'problem', d.problem) ORDER BY d.channel, d.id)
        FROM messaging.delivery d WHERE d.message_id = m.id) AS ways
      FROM messaging.message m WHERE m.person_id = :person
      ORDER BY m.asked_at DESC, m.id DESC LIMIT :limit OFFSET :offset
      """;

  /// What lies in the inbox, as it arrived.
  private static final String INBOX =
      """
      SELECT m.*, m.variables::text AS variables_text, m.why::text AS why_text, NULL AS ways
      FROM messaging.delivery d JOIN messaging.message m ON m.id = d.message_id
      WHERE d.person_id = :person AND d.channel = 'INBOX' AND d.state = 'SENT'
      ORDER BY d.ended_at DESC, d.id DESC LIMIT :limit OFFSET :offset
      """;

  private static final String UNREAD =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM messaging.delivery
        WHERE person_id = :person AND channel = 'INBOX' AND state = 'SENT' AND NOT seen LIMIT 100) few
      """;

  private static final String SEE =
      """
      WITH seen AS (
        UPDATE messaging.delivery SET seen = :seen
        WHERE person_id = :person AND channel = 'INBOX' AND state = 'SENT' AND seen <> :seen
          AND (:message::uuid IS NULL OR message_id = :message)
        RETURNING message_id)
      UPDATE messaging.message m SET read_at = coalesce(m.read_at, :now)
      FROM seen WHERE m.id = seen.message_id AND :seen
      """;

  private static final String FOLLOW =
      """
      UPDATE messaging.message SET followed_at = coalesce(followed_at, :now), read_at = coalesce(read_at, :now)
      WHERE id = :id
      """;

  private static final String RECENT =
      """
      SELECT m.*, m.variables::text AS variables_text, m.why::text AS why_text, (
        SELECT json_agg(json_build_object('channel', d.channel, 'state', d.state, 'reason', d.reason,
          'attempts', d.attempts, 'problem', d.problem) ORDER BY d.channel, d.id)
        FROM messaging.delivery d WHERE d.message_id = m.id) AS ways
      FROM messaging.message m
      WHERE (:state::text IS NULL OR m.state = :state) AND (:reason::text IS NULL OR m.reason = :reason)
        AND starts_with(m.source, :source)
      ORDER BY m.asked_at DESC, m.id DESC LIMIT :limit OFFSET :offset
      """;

  private static final String TALLY =
      """
      SELECT source, count(*) AS asked,
        count(*) FILTER (WHERE state = 'SENT') AS sent,
        count(*) FILTER (WHERE state IN ('HELD', 'QUEUED')) AS waiting,
        count(*) FILTER (WHERE state = 'WITHHELD') AS withheld,
        count(*) FILTER (WHERE state = 'SENT' AND read_at IS NOT NULL) AS read,
        count(*) FILTER (WHERE state = 'SENT' AND followed_at IS NOT NULL) AS followed
      FROM messaging.message
      WHERE source LIKE :prefix AND asked_at >= :from AND asked_at < :until
      GROUP BY source ORDER BY source LIMIT 1000
      """;

  private static final String LAST_VARIABLES =
      """
      SELECT variables::text FROM messaging.message
      WHERE person_id = :person AND template = :template ORDER BY asked_at DESC, id DESC LIMIT 1
      """;

  private static final String REASONS =
      """
      SELECT reason, count(*) AS times FROM messaging.message
      WHERE state = 'WITHHELD' AND asked_at >= :from GROUP BY reason ORDER BY times DESC, reason LIMIT 20
      """;

  private final JdbcClient jdbc;

  ToldRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(ToldRows::row).optional();
  }

  List<Row> of(PersonId person, int limit, int offset) {
    return jdbc.sql(OF_PERSON)
        .param("person", person.value())
        .param("limit", limit)
        .param("offset", offset)
        .query(ToldRows::row)
        .list();
  }

  List<Row> inbox(PersonId person, int limit, int offset) {
    return jdbc.sql(INBOX)
        .param("person", person.value())
        .param("limit", limit)
        .param("offset", offset)
        .query(ToldRows::row)
        .list();
  }

  int unread(PersonId person) {
    return jdbc.sql(UNREAD).param("person", person.value()).query(Integer.class).single();
  }

  /// Marks one message, or all with null.
  void see(PersonId person, @Nullable UUID message, boolean seen, Instant now) {
    jdbc.sql(SEE)
        .param("person", person.value())
        .param("message", message)
        .param("seen", seen)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .update();
  }

  void follow(UUID id, Instant now) {
    jdbc.sql(FOLLOW).param("id", id).param("now", now.atOffset(ZoneOffset.UTC)).update();
  }

  List<Row> recent(MessageLog.Filter filter, int limit, int offset) {
    var state = filter.state();
    var reason = filter.reason();
    return jdbc.sql(RECENT)
        .param("state", state == null ? null : state.name())
        .param("reason", reason == null ? null : reason.name())
        .param("source", filter.source())
        .param("limit", limit)
        .param("offset", offset)
        .query(ToldRows::row)
        .list();
  }

  Optional<String> lastVariables(PersonId person, String template) {
    return jdbc.sql(LAST_VARIABLES)
        .param("person", person.value())
        .param("template", template)
        .query(String.class)
        .optional();
  }

  List<MessageLog.Tally> tally(String prefix, Instant from, Instant until) {
    return jdbc.sql(TALLY)
        .param("prefix", prefix.replaceAll("([\\\\%_])", "\\\\$1") + "%")
        .param("from", from.atOffset(ZoneOffset.UTC))
        .param("until", until.atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new MessageLog.Tally(
                row.getString("source"),
                row.getLong("asked"),
                row.getLong("sent"),
                row.getLong("waiting"),
                row.getLong("withheld"),
                row.getLong("read"),
                row.getLong("followed")))
        .list();
  }

  List<MessageLog.Refusals> refusals(Instant from) {
    return jdbc.sql(REASONS)
        .param("from", from.atOffset(ZoneOffset.UTC))
        .query((row, number) ->
            new MessageLog.Refusals(Reason.valueOf(row.getString("reason")), row.getLong("times")))
        .list();
  }

  private static Row row(ResultSet row, int number) throws SQLException {
    var reason = row.getString("reason");
    var ways = row.getString("ways");
    return new Row(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        row.getString("template"),
        row.getInt("version"),
        Purpose.valueOf(row.getString("purpose")),
        Priority.of(row.getInt("priority")),
        row.getString("source"),
        MessageRows.JSON.readValue(row.getString("why_text"), Why.class),
        row.getString("variables_text"),
        Told.State.valueOf(row.getString("state")),
        reason == null ? null : Reason.valueOf(reason),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        MessageRows.instant(row, "ended_at"),
        MessageRows.instant(row, "read_at"),
        MessageRows.instant(row, "followed_at"),
        row.getObject("chosen_hour", Integer.class),
        row.getObject("propensity", Double.class),
        ways == null ? List.of() : ways(ways));
  }

  private static List<Told.Way> ways(String json) {
    return MessageRows.JSON.readValue(json, new TypeReference<List<WayJson>>() {}).stream()
        .map(way -> {
          var reason = way.reason();
          return new Told.Way(
              Channel.valueOf(way.channel()),
              way.state(),
              reason == null ? null : Reason.valueOf(reason),
              way.attempts(),
              way.problem());
        })
        .toList();
  }
}
