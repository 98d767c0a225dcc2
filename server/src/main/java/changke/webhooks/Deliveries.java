package changke.webhooks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Deliveries {

  /// One that is sent now: `step` counts the tries of this run of the schedule, `number` all.
  record Claimed(UUID id, UUID fact, String body, int step, int number) {}

  /// One to be written down.
  record Fresh(UUID id, UUID endpoint, String body, boolean missed) {}

  private static final String QUEUE =
      """
      INSERT INTO webhooks.delivery
        (id, endpoint, fact, kind, body, state, queued_at, due_at, ended_at)
      SELECT id, endpoint, :fact, :kind, body,
             CASE WHEN missed THEN 'MISSED' ELSE 'WAITING' END, :now, :now,
             CASE WHEN missed THEN CAST(:now AS timestamptz) END
      FROM unnest(CAST(:ids AS uuid[]), CAST(:endpoints AS uuid[]), CAST(:bodies AS text[]),
                  CAST(:missed AS boolean[])) AS fresh (id, endpoint, body, missed)
      ON CONFLICT (endpoint, fact) DO NOTHING
      """;

  /// The ceiling is far above what the schedule allows: it ends what could never be noted.
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT id FROM webhooks.delivery
        WHERE endpoint = :endpoint AND state = 'WAITING' AND due_at <= :now AND step < 50
        ORDER BY due_at, id LIMIT :most FOR UPDATE SKIP LOCKED)
      UPDATE webhooks.delivery d SET step = step + 1, tries = tries + 1, due_at = :again
      FROM due WHERE d.id = due.id
      RETURNING d.id, d.fact, d.body, d.step, d.tries
      """;

  private static final String DELIVERED =
      """
      UPDATE webhooks.delivery SET state = 'DELIVERED', ended_at = :now WHERE id = :id
      """;
  private static final String AGAIN =
      """
      UPDATE webhooks.delivery SET due_at = :at WHERE id = :id AND state = 'WAITING'
      """;
  private static final String GIVEN_UP =
      """
      UPDATE webhooks.delivery SET state = 'FAILED', ended_at = :now
      WHERE id = :id AND state = 'WAITING'
      """;
  private static final String ALL_MISSED =
      """
      UPDATE webhooks.delivery SET state = 'MISSED', ended_at = :now
      WHERE endpoint = :endpoint AND state = 'WAITING'
      """;
  private static final String REPLAY =
      """
      UPDATE webhooks.delivery SET state = 'WAITING', step = 0, due_at = :now, ended_at = NULL
      WHERE endpoint = :endpoint AND id = :id AND state <> 'WAITING'
      """;
  private static final String REPLAY_SINCE =
      """
      UPDATE webhooks.delivery SET state = 'WAITING', step = 0, due_at = :now, ended_at = NULL
      WHERE id IN (
        SELECT id FROM webhooks.delivery
        WHERE endpoint = :endpoint AND queued_at >= :since AND state IN ('FAILED', 'MISSED')
        ORDER BY queued_at, id LIMIT :most)
      """;
  private static final String LIST =
      """
      SELECT id, fact, kind, body, state, tries, queued_at, due_at, ended_at
      FROM webhooks.delivery
      WHERE endpoint = :endpoint AND (CAST(:state AS text) IS NULL OR state = CAST(:state AS text))
      ORDER BY queued_at DESC, id DESC LIMIT :most OFFSET :from
      """;
  private static final String FIND =
      """
      SELECT id, fact, kind, body, state, tries, queued_at, due_at, ended_at
      FROM webhooks.delivery WHERE endpoint = :endpoint AND id = :id
      """;
  private static final String WAITING =
      "SELECT count(*) FROM webhooks.delivery WHERE state = 'WAITING'";
  private static final String OLDEST =
      """
      SELECT coalesce(extract(epoch FROM CAST(:now AS timestamptz) - min(queued_at)), 0)
      FROM webhooks.delivery WHERE state = 'WAITING'
      """;
  private static final String FORGET =
      """
      DELETE FROM webhooks.delivery WHERE id IN (
        SELECT id FROM webhooks.delivery WHERE ended_at < :before LIMIT :most)
      """;

  private final JdbcClient jdbc;

  Deliveries(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Queues once for each address; one that is switched off finds it among what it missed.
  void queue(UUID fact, String kind, List<Fresh> fresh, Instant now) {
    jdbc.sql(QUEUE)
        .param("fact", fact)
        .param("kind", kind)
        .param("ids", fresh.stream().map(Fresh::id).toArray(UUID[]::new))
        .param("endpoints", fresh.stream().map(Fresh::endpoint).toArray(UUID[]::new))
        .param("bodies", fresh.stream().map(Fresh::body).toArray(String[]::new))
        .param("missed", fresh.stream().map(Fresh::missed).toArray(Boolean[]::new))
        .param("now", time(now))
        .update();
  }

  /// Takes what is due; until `patience` has passed no other process takes it again.
  List<Claimed> claim(UUID endpoint, Instant now, Duration patience, int most) {
    return jdbc
        .sql(CLAIM)
        .param("endpoint", endpoint)
        .param("now", time(now))
        .param("again", time(now.plus(patience)))
        .param("most", most)
        .query((row, _) ->
            new Claimed(
                row.getObject("id", UUID.class),
                row.getObject("fact", UUID.class),
                row.getString("body"),
                row.getInt("step"),
                row.getInt("tries")))
        .list()
        .stream()
        .sorted(Comparator.comparing(Claimed::id))
        .toList();
  }

  void delivered(UUID id, Instant now) {
    jdbc.sql(DELIVERED).param("id", id).param("now", time(now)).update();
  }

  void again(UUID id, Instant at) {
    jdbc.sql(AGAIN).param("id", id).param("at", time(at)).update();
  }

  void givenUp(UUID id, Instant now) {
    jdbc.sql(GIVEN_UP).param("id", id).param("now", time(now)).update();
  }

  void allMissed(UUID endpoint, Instant now) {
    jdbc.sql(ALL_MISSED).param("endpoint", endpoint).param("now", time(now)).update();
  }

  boolean replay(UUID endpoint, UUID id, Instant now) {
    return jdbc.sql(REPLAY)
            .param("endpoint", endpoint)
            .param("id", id)
            .param("now", time(now))
            .update()
        == 1;
  }

  int replaySince(UUID endpoint, Instant since, int most, Instant now) {
    return jdbc.sql(REPLAY_SINCE)
        .param("endpoint", endpoint)
        .param("since", time(since))
        .param("most", most)
        .param("now", time(now))
        .update();
  }

  List<Delivery> list(UUID endpoint, Delivery.@Nullable State state, int most, int from) {
    return jdbc.sql(LIST)
        .param("endpoint", endpoint)
        .param("state", state == null ? null : state.name())
        .param("most", most)
        .param("from", from)
        .query(Deliveries::read)
        .list();
  }

  Optional<Delivery> find(UUID endpoint, UUID id) {
    return jdbc.sql(FIND)
        .param("endpoint", endpoint)
        .param("id", id)
        .query(Deliveries::read)
        .optional();
  }

  long waiting() {
    return jdbc.sql(WAITING).query(Long.class).single();
  }

  /// For how many seconds the oldest has waited.
  double oldestSeconds(Instant now) {
    return jdbc.sql(OLDEST).param("now", time(now)).query(Double.class).single();
  }

  int forget(Instant before, int most) {
    return jdbc.sql(FORGET).param("before", time(before)).param("most", most).update();
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private static Delivery read(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Delivery(
        row.getObject("id", UUID.class),
        row.getObject("fact", UUID.class),
        row.getString("kind"),
        row.getString("body"),
        Delivery.State.valueOf(row.getString("state")),
        row.getInt("tries"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        row.getObject("due_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }
}
