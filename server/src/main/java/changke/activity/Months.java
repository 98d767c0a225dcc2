package changke.activity;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Months {

  private static final String PRESENT =
      """
      SELECT substring(c.relname FROM 7) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = 'activity.event'::regclass AND c.relname ~ '^event_[0-9]{4}_[0-9]{2}$'
      ORDER BY 1
      """;

  private static final String ROWS =
      """
      SELECT position, recorded_at, fact::text AS fact, kind, person::text AS person,
             visitor::text AS visitor, happened_at, body::text AS body, source::text AS source
      FROM activity.event
      WHERE recorded_at >= :from AND recorded_at < :to AND position > :after
      ORDER BY position LIMIT :most
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM activity.event WHERE recorded_at >= :from AND recorded_at < :to
      """;

  private static final String UNREAD =
      """
      SELECT EXISTS (
        SELECT 1 FROM activity.event
        WHERE recorded_at >= :from AND recorded_at < :to
          AND position > (SELECT min(position) FROM activity.cursor))
      """;

  private static final String LEFT =
      """
      INSERT INTO activity.month (first_day, entries, left_at) VALUES (:month, :entries, :at)
      ON CONFLICT (first_day)
        DO UPDATE SET entries = excluded.entries, left_at = excluded.left_at, recalled_at = NULL
      """;

  private static final String GONE =
      """
      SELECT to_char(first_day, 'YYYY-MM') FROM activity.month ORDER BY first_day LIMIT 1200
      """;

  private static final String RECALLED =
      """
      UPDATE activity.month SET recalled_at = :at WHERE first_day = :month
      """;

  private static final String RECALLED_AT =
      """
      SELECT recalled_at FROM activity.month WHERE first_day = :month AND recalled_at IS NOT NULL
      """;

  /// The months that are in the database.
  List<YearMonth> present(JdbcClient jdbc) {
    return jdbc.sql(PRESENT).query(String.class).list().stream()
        .map(name -> YearMonth.parse(name.replace('_', '-')))
        .toList();
  }

  List<Parquet.Row> rows(JdbcClient jdbc, LocalDate day, long after, int most) {
    return jdbc.sql(ROWS)
        .param("from", start(day))
        .param("to", start(day.plusDays(1)))
        .param("after", after)
        .param("most", most)
        .query((row, number) ->
            new Parquet.Row(
                row.getLong("position"),
                micros(row.getObject("recorded_at", OffsetDateTime.class)),
                row.getString("fact"),
                row.getString("kind"),
                row.getString("person"),
                row.getString("visitor"),
                micros(row.getObject("happened_at", OffsetDateTime.class)),
                row.getString("body"),
                row.getString("source")))
        .list();
  }

  long count(JdbcClient jdbc, YearMonth month) {
    return jdbc.sql(COUNT)
        .param("from", start(month.atDay(1)))
        .param("to", start(month.plusMonths(1).atDay(1)))
        .query(Long.class)
        .single();
  }

  /// Whether some reader of the journal has not come past the month.
  boolean isUnread(JdbcClient jdbc, YearMonth month) {
    return jdbc.sql(UNREAD)
        .param("from", start(month.atDay(1)))
        .param("to", start(month.plusMonths(1).atDay(1)))
        .query(Boolean.class)
        .single();
  }

  void drop(JdbcClient jdbc, YearMonth month, long entries, Instant at) {
    jdbc.sql(LEFT)
        .param("month", month.atDay(1))
        .param("entries", entries)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
    jdbc.sql("DROP TABLE activity." + Events.partition(month)).update();
  }

  /// The months that left at some time, also those that are back.
  List<YearMonth> left(JdbcClient jdbc) {
    return jdbc.sql(GONE).query(String.class).list().stream().map(YearMonth::parse).toList();
  }

  void recalled(JdbcClient jdbc, YearMonth month, Instant at) {
    jdbc.sql(RECALLED)
        .param("month", month.atDay(1))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<Instant> recalledAt(JdbcClient jdbc, YearMonth month) {
    return jdbc.sql(RECALLED_AT)
        .param("month", month.atDay(1))
        .query((row, number) -> row.getTimestamp(1).toInstant())
        .optional();
  }

  private static OffsetDateTime start(LocalDate day) {
    return day.atStartOfDay().atOffset(ZoneOffset.UTC);
  }

  private static long micros(OffsetDateTime at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at.toInstant());
  }
}
