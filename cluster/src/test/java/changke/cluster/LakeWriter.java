package changke.cluster;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/// Writes events as a lake with DuckDB, which knows nothing of Spark.
final class LakeWriter {

  private LakeWriter() {}

  /// @param name how the new files' names begin; late events lie beside the earlier ones
  static void write(List<Happened> events, Path lake, String name) throws SQLException {
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
        var statement = duckdb.createStatement()) {
      statement.execute(
          "CREATE TABLE events (person BIGINT, kind VARCHAR, happened_at TIMESTAMP, amount BIGINT)");
      try (var appender = duckdb.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "events")) {
        for (var event : events) {
          appender.beginRow();
          appender.append(event.person());
          appender.append(event.kind());
          appender.append(LocalDateTime.ofInstant(event.at(), ZoneOffset.UTC));
          appender.append(event.amount());
          appender.endRow();
        }
      }
      statement.execute(
          """
          COPY (SELECT *, happened_at::DATE AS day FROM events ORDER BY day, person)
          TO '%s' (FORMAT parquet, PARTITION_BY (day), APPEND, FILENAME_PATTERN '%s_{uuid}')\
          """
              .formatted(lake, name));
    }
  }

  static void writeIdentities(Map<Long, Long> persons, Path file) throws SQLException {
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute("CREATE TABLE identities (source BIGINT, person BIGINT)");
      for (var entry : persons.entrySet()) {
        statement.execute(
            "INSERT INTO identities VALUES (%d, %d)".formatted(entry.getKey(), entry.getValue()));
      }
      statement.execute("COPY identities TO '%s' (FORMAT parquet)".formatted(file));
    }
  }
}
