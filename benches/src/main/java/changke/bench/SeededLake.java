package changke.bench;

import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.seed.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.duckdb.DuckDBConnection;

/// A lake of a crowd's events in the layout that the cluster reads, written by DuckDB: one file for
/// each UTC day, sorted by person.
record SeededLake(
    Path folder, long seed, long events, int people, LocalDate first, int days, int kinds) {

  void write() throws SQLException, IOException {
    long start = first.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    var crowd = new Crowd(seed, people, events, days, kinds, start);
    var batch = new Batch();
    try (var duckdb = open();
        var statement = duckdb.createStatement()) {
      for (int day = 0; day < days; day++) {
        batch.fill(crowd, day);
        statement.execute(
            "CREATE OR REPLACE TABLE events (person BIGINT, kind UTINYINT, second BIGINT)");
        append(batch, duckdb);
        var into = Files.createDirectories(folder.resolve("day=" + first.plusDays(day)));
        statement.execute(
            """
            COPY (
              SELECT person, 'k' || kind AS kind, make_timestamp(second * 1000000) AS happened_at
              FROM events ORDER BY person)
            TO '%s/events.parquet' (FORMAT parquet)\
            """
                .formatted(into));
      }
    }
  }

  private static void append(Batch batch, DuckDBConnection duckdb) throws SQLException {
    try (var appender = duckdb.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "events")) {
      for (int i = 0; i < batch.size; i++) {
        appender.beginRow();
        appender.append((long) batch.person[i]);
        appender.append(batch.kind[i]);
        appender.append(batch.second[i]);
        appender.endRow();
      }
    }
  }

  /// The events of one kind as the engine's kind 0.
  History read(int kind, LocalDays calendar) throws SQLException {
    var history = History.in(calendar);
    try (var duckdb = open();
        var statement = duckdb.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT person, epoch(happened_at)::BIGINT
                FROM read_parquet('%s/*/*.parquet', hive_partitioning = true)
                WHERE kind = 'k%d'\
                """
                    .formatted(folder, kind))) {
      while (rows.next()) {
        history.add(rows.getInt(1), 0, rows.getLong(2));
      }
    }
    return history.build();
  }

  private static DuckDBConnection open() throws SQLException {
    var duckdb = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
    try (var statement = duckdb.createStatement()) {
      statement.execute("SET memory_limit = '4GB'");
    }
    return duckdb;
  }
}
