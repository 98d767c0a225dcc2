package changke.activity;

import changke.shared.PersonId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class Events {

  private static final String LOCK_LAST =
      """
      SELECT last FROM activity.sequence FOR UPDATE
      """;

  private static final String SET_LAST =
      """
      UPDATE activity.sequence SET last = :last
      """;

  private static final String RESERVE =
      """
      UPDATE activity.sequence SET last = last + :count RETURNING last
      """;

  private static final String LAST =
      """
      SELECT last FROM activity.sequence
      """;

  private static final String MOVE =
      """
      WITH taken AS (
        DELETE FROM activity.arrival
        WHERE id IN (SELECT id FROM activity.arrival ORDER BY id LIMIT :most)
        RETURNING id, fact, kind, person, visitor, happened_at, body)
      INSERT INTO activity.event
        (position, recorded_at, fact, kind, person, visitor, happened_at, body)
      SELECT :last + row_number() OVER (ORDER BY id), :at, fact, kind, person, visitor, happened_at,
             body
      FROM taken
      """;

  private static final String BETWEEN =
      """
      SELECT position, fact, kind, person, visitor, happened_at, body, source,
             EXISTS (
               SELECT 1 FROM activity.erased e WHERE e.identity = coalesce(person, visitor)) AS gone,
             EXISTS (SELECT 1 FROM activity.erased e WHERE e.identity = visitor) AS unseen
      FROM activity.event WHERE position > :after AND position <= :goal
      ORDER BY position
      LIMIT :most
      """;

  private static final String BEFORE =
      """
      SELECT coalesce(min(position), (SELECT last + 1 FROM activity.sequence)) - 1
      FROM activity.event WHERE recorded_at >= :time
      """;

  private static final String COPY =
      """
      COPY activity.event
        (position, recorded_at, fact, kind, person, visitor, happened_at, body, source)
      FROM STDIN (FORMAT binary)
      """;

  private static final TypeReference<Map<String, Object>> BODY = new TypeReference<>() {};

  private final JdbcClient jdbc;

  Events(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long lockLast() {
    return jdbc.sql(LOCK_LAST).query(Long.class).single();
  }

  void setLast(long last) {
    jdbc.sql(SET_LAST).param("last", last).update();
  }

  /// Takes the next positions, alone until the transaction ends, and returns the one before them.
  long reserve(JdbcClient jdbc, int count) {
    return jdbc.sql(RESERVE).param("count", count).query(Long.class).single() - count;
  }

  long last() {
    return jdbc.sql(LAST).query(Long.class).single();
  }

  long before(Instant time) {
    return jdbc.sql(BEFORE).param("time", time.atOffset(ZoneOffset.UTC)).query(Long.class).single();
  }

  int moveFromArrivals(long last, int most, Instant at) {
    return jdbc.sql(MOVE)
        .param("last", last)
        .param("most", most)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// Writes rows straight into the journal.
  void copyIn(PGConnection connection, EventRows rows) {
    try {
      var copy = connection.getCopyAPI().copyIn(COPY);
      try {
        copy.writeToCopy(rows.bytes(), 0, rows.length());
        copy.endCopy();
      } finally {
        if (copy.isActive()) {
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new SQLExceptionSubclassTranslator().translate("COPY activity.event", COPY, e);
    }
  }

  /// An entry; `gone` when it belongs to somebody who was erased. On an entry of somebody else's an
  /// erased browser is not named.
  record Found(Event event, boolean gone) {}

  /// The entries after a position up to another one, that one included.
  List<Found> between(long after, long goal, int most) {
    return jdbc.sql(BETWEEN)
        .param("after", after)
        .param("goal", goal)
        .param("most", most)
        .query((row, number) ->
            new Found(
                new Event(
                    row.getLong("position"),
                    new Happening(
                        row.getObject("fact", UUID.class),
                        row.getString("kind"),
                        Optional.ofNullable(row.getObject("person", UUID.class)).map(PersonId::new),
                        row.getBoolean("unseen")
                            ? Optional.empty()
                            : Optional.ofNullable(row.getObject("visitor", UUID.class)),
                        row.getTimestamp("happened_at").toInstant(),
                        JsonMapper.shared().readValue(row.getString("body"), BODY),
                        Optional.ofNullable(row.getObject("source", UUID.class)))),
                row.getBoolean("gone")
                    || (row.getBoolean("unseen")
                        && Identities.isAboutLinks(row.getString("kind")))))
        .list();
  }

  /// Makes the partitions of the month of `now` and of the two after it, where they are missing.
  void makePartitions(Instant now) {
    var month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
    for (int ahead = 0; ahead <= 2; ahead++) {
      makePartition(jdbc, month.plusMonths(ahead));
    }
  }

  void makePartition(JdbcClient jdbc, YearMonth month) {
    jdbc.sql(
            """
            CREATE TABLE IF NOT EXISTS activity.%s PARTITION OF activity.event
            FOR VALUES FROM ('%s-01 00:00:00+00') TO ('%s-01 00:00:00+00')
            """
                .formatted(partition(month), month, month.plusMonths(1)))
        .update();
  }

  /// The table of a month.
  static String partition(YearMonth month) {
    return "event_" + month.toString().replace('-', '_');
  }
}
