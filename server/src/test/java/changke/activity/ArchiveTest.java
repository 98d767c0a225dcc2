package changke.activity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Timestamp;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Months leave as Parquet, are read by others, and come back as they were.
@HouseTest
class ArchiveTest {

  @Autowired Archive archive;
  @Autowired Lake lake;
  @Autowired Events events;
  @Autowired JdbcClient jdbc;

  @Value("${changke.data}")
  Path data;

  private List<Map<String, Object>> entries(YearMonth month) {
    return jdbc.sql(
            """
            SELECT position, recorded_at, fact, kind, person, visitor, happened_at, body::text, source
            FROM activity.event WHERE recorded_at >= ?::date AND recorded_at < ?::date
            ORDER BY position
            """)
        .params(month + "-01", month.plusMonths(1) + "-01")
        .query()
        .listOfRows();
  }

  /// Positions below every cursor, so that nobody has to read them.
  private void fill(YearMonth month, long seed, int count) {
    System.out.println("seed " + seed);
    var random = new Random(seed);
    events.makePartition(jdbc, month);
    for (int i = 0; i < count; i++) {
      jdbc.sql(
              """
              INSERT INTO activity.event
                (position, recorded_at, fact, kind, person, visitor, happened_at, body, source)
              VALUES (?, ?::timestamptz, ?, ?, ?, ?, ?::timestamptz, ?::jsonb, ?)
              """)
          .param(-1_000_000L * month.getYear() + i)
          .param(
              "%s-%02dT%02d:00:00.123456Z".formatted(month, 1 + i * 28 / count, random.nextInt(24)))
          .param(new UUID(random.nextLong(), random.nextLong()))
          .param("Looked 门 " + random.nextInt(5))
          .param(random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()) : null)
          .param(random.nextInt(4) > 0 ? new UUID(random.nextLong(), random.nextLong()) : null)
          .param("2019-01-01T00:00:00.000001Z")
          .param(
              "{\"properties\":{\"n\":%d,\"text\":\"%s\"}}"
                  .formatted(i, "卡密🎁".repeat(random.nextInt(9))))
          .param(random.nextBoolean() ? new UUID(1, i) : null)
          .update();
    }
  }

  @Test
  void a_month_leaves_is_read_by_duckdb_and_comes_back_as_it_was() throws Exception {
    var month = YearMonth.of(2021, 2);
    fill(month, 20_210_201L, 500);
    var before = entries(month);
    assertThat(archive.leave(month)).isTrue();
    assertThat(
            jdbc.sql("SELECT to_regclass('activity.event_2021_02') IS NULL")
                .query(Boolean.class)
                .single())
        .isTrue();
    assertThat(entries(month)).isEmpty();
    assertThat(data.resolve("lake/event/day=2021-02-01")).isDirectory();
    assertThat(inDuckDb()).isEqualTo(naive(before));
    assertThat(archive.recall(month)).isTrue();
    assertThat(archive.recall(month)).isFalse();
    assertThat(entries(month)).isEqualTo(before);
    archive.leaveOld();
    assertThat(entries(month)).as("called back, so it stays for now").hasSize(500);
  }

  /// What another program reads: per day the entries, those with a person, and the sum of
  /// positions.
  private List<String> inDuckDb() throws Exception {
    var found = new ArrayList<String>();
    try (var duck = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duck.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT CAST(day AS VARCHAR), count(*), count(person), sum(position),
                       sum(length(body)), max(epoch_us(recorded_at)), min(epoch_us(happened_at))
                FROM read_parquet('%s/lake/event/day=2021-02-*/*.parquet', hive_partitioning = true)
                GROUP BY ALL ORDER BY ALL
                """
                    .formatted(data))) {
      while (rows.next()) {
        var row = new StringBuilder();
        for (int column = 1; column <= 7; column++) {
          row.append(rows.getString(column)).append(' ');
        }
        found.add(row.toString());
      }
    }
    return found;
  }

  private List<String> naive(List<Map<String, Object>> entries) {
    var days = new TreeMap<String, long[]>();
    for (var entry : entries) {
      var at = ((Timestamp) Objects.requireNonNull(entry.get("recorded_at"))).toInstant();
      var sums =
          days.computeIfAbsent(
              at.toString().substring(0, 10), day -> new long[] {0, 0, 0, 0, Long.MIN_VALUE});
      sums[0]++;
      sums[1] += entry.get("person") == null ? 0 : 1;
      sums[2] += (long) Objects.requireNonNull(entry.get("position"));
      sums[3] += String.valueOf(entry.get("body")).codePoints().count();
      sums[4] = Math.max(sums[4], at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000);
    }
    var lines = new ArrayList<String>();
    days.forEach((day, sums) ->
        lines.add(
            "%s %d %d %d %d %d 1546300800000001 "
                .formatted(day, sums[0], sums[1], sums[2], sums[3], sums[4])));
    return lines;
  }

  @Test
  void a_month_that_somebody_has_not_read_stays() {
    var month = YearMonth.of(2021, 3);
    fill(month, 20_210_301L, 5);
    jdbc.sql("INSERT INTO activity.cursor VALUES ('sleeper', ?, now())")
        .param(-1_000_000L * 2021 - 7)
        .update();
    try {
      assertThat(archive.leave(month)).isFalse();
      assertThat(entries(month)).hasSize(5);
    } finally {
      jdbc.sql("DELETE FROM activity.cursor WHERE consumer = 'sleeper'").update();
    }
    assertThat(archive.leave(month)).isTrue();
  }

  @Test
  void a_try_that_was_broken_off_begins_again() {
    var month = YearMonth.of(2020, 2);
    fill(month, 20_200_201L, 60);
    var before = entries(month);
    lake.keep(
        month.atDay(3), 7, List.of(new Parquet.Row(1, 2, "f", "half", null, null, 3, "{}", null)));
    assertThat(archive.leave(month)).isTrue();
    assertThat(archive.recall(month)).isTrue();
    assertThat(entries(month)).isEqualTo(before);
  }
}
