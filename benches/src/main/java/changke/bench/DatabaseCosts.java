package changke.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// What the database had to do: commits of one database, WAL bytes and WAL syncs of the server.
record DatabaseCosts(long commits, long walBytes, long syncs) {

  private static final Pattern LOGGED = Pattern.compile("LOG:  (?:execute [^:]+|statement): (.*)$");

  /// Statistics arrive with a delay of up to a second.
  static DatabaseCosts of(House house, String database) throws Exception {
    TimeUnit.MILLISECONDS.sleep(1_100);
    try (var connection = house.connect("postgres");
        var statement = connection.createStatement()) {
      var row =
          statement.executeQuery(
              """
              SELECT (SELECT xact_commit FROM pg_stat_database WHERE datname = '%s'),
                     pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint,
                     (SELECT coalesce(sum(fsyncs), 0) FROM pg_stat_io WHERE object = 'wal')::bigint
              """
                  .formatted(database));
      row.next();
      return new DatabaseCosts(row.getLong(1), row.getLong(2), row.getLong(3));
    }
  }

  DatabaseCosts minus(DatabaseCosts before) {
    return new DatabaseCosts(
        commits - before.commits, walBytes - before.walBytes, syncs - before.syncs);
  }

  String per(long orders) {
    return String.format(
        Locale.ROOT,
        "commits %.1f, WAL %,d bytes, WAL syncs %.2f per order",
        (double) commits / orders,
        walBytes / orders,
        (double) syncs / orders);
  }

  /// Lets the server log every statement while `work` runs, and counts them by text. BEGIN and
  /// COMMIT are counted like any other.
  static Map<String, Integer> statements(House house, Work work) throws Exception {
    logging(house, "all");
    var from = Files.size(house.databaseLog());
    work.run();
    logging(house, "none");
    return count(house, from);
  }

  interface Work {
    void run() throws Exception;
  }

  private static void logging(House house, String what) throws Exception {
    try (var connection = house.connect("postgres")) {
      set(connection, what);
    }
    TimeUnit.MILLISECONDS.sleep(300);
  }

  private static void set(Connection connection, String what) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET log_statement = '" + what + "'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static Map<String, Integer> count(House house, long from) throws IOException {
    var counts = new LinkedHashMap<String, Integer>();
    try (var log = Files.newInputStream(house.databaseLog())) {
      log.skipNBytes(from);
      var text = new StringBuilder();
      for (var line :
          new String(log.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8).split("\n")) {
        var found = LOGGED.matcher(line);
        if (found.find()) {
          add(counts, text);
          text.append(found.group(1));
        } else if (line.startsWith("\t") && !text.isEmpty()) {
          text.append(' ').append(line.strip());
        } else {
          add(counts, text);
        }
      }
      add(counts, text);
    }
    return counts;
  }

  private static void add(Map<String, Integer> counts, StringBuilder text) {
    if (!text.isEmpty()) {
      counts.merge(text.toString().replaceAll("\\s+", " ").strip(), 1, Integer::sum);
      text.setLength(0);
    }
  }
}
