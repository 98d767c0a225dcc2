package changke.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.duckdb.DuckDBConnection;

/// DuckDB in a file of its own, with as many threads as our side has.
final class Duck implements AutoCloseable {

  static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final Path folder;
  private final DuckDBConnection connection;

  private Duck(Path folder, DuckDBConnection connection) {
    this.folder = folder;
    this.connection = connection;
  }

  static Duck open(Options options) throws SQLException, IOException {
    var folder = Files.createTempDirectory("changke-duck");
    var duck =
        new Duck(
            folder,
            (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:" + folder + "/bench.db"));
    duck.run("SET threads = " + THREADS);
    duck.run("SET memory_limit = '" + options.text("duckdb-memory", "8GB") + "'");
    duck.run("SET preserve_insertion_order = false");
    return duck;
  }

  String version() throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SELECT library_version FROM pragma_version()")) {
      result.next();
      return "duckdb " + result.getString(1);
    }
  }

  void run(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// All rows as numbers.
  List<long[]> rows(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery(sql)) {
      int width = result.getMetaData().getColumnCount();
      var rows = new ArrayList<long[]>();
      while (result.next()) {
        var row = new long[width];
        for (int i = 0; i < width; i++) {
          row[i] = result.getLong(i + 1);
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /// Creates the table of events: seconds, and the local day worked out beforehand.
  void createEvents() throws SQLException {
    run("CREATE TABLE events (person INTEGER, kind UTINYINT, second BIGINT, day SMALLINT)");
  }

  /// Appends a day's events, a share of them by each thread.
  void append(Batch batch, int day) {
    IntStream.range(0, THREADS)
        .parallel()
        .forEach(part -> {
          try {
            int from = (int) ((long) batch.size * part / THREADS);
            append(batch, day, from, (int) ((long) batch.size * (part + 1) / THREADS));
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void append(Batch batch, int day, int from, int to) throws SQLException {
    try (var own = connection.duplicate();
        var appender = own.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "events")) {
      for (int i = from; i < to; i++) {
        appender.beginRow();
        appender.append(batch.person[i]);
        appender.append(batch.kind[i]);
        appender.append(batch.second[i]);
        appender.append((short) day);
        appender.endRow();
      }
    }
  }

  /// A table of the chosen people.
  void choose(int[] people) throws SQLException {
    run("CREATE OR REPLACE TABLE chosen (person INTEGER)");
    try (var appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "chosen")) {
      for (int person : people) {
        appender.beginRow();
        appender.append(person);
        appender.endRow();
      }
    }
  }

  @Override
  public void close() throws SQLException, IOException {
    connection.close();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
