package changke.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Flyway per module: the scripts of `db/migration/MODULE` own the schema MODULE and keep their
/// history in it. No foreign key crosses schemas, so the order of modules does not matter.
public final class Migrations {

  private Migrations() {}

  /// Brings every module's schema up to date; several processes may do so at once.
  public static void apply(Database database) {
    for (var module : modules()) {
      Flyway.configure()
          .dataSource(database.url(), database.user(), database.password())
          .schemas(module)
          .locations("classpath:db/migration/" + module)
          .loggers("slf4j")
          .load()
          .migrate();
    }
  }

  /// Whether this database holds an installation already.
  static boolean isApplied(Database database) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT to_regnamespace('platform') IS NOT NULL")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /// Takes every schema away again, after a restore that failed.
  static void undo(Database database) throws SQLException {
    try (var connection = connect(database);
        var statement = connection.createStatement()) {
      for (var module : modules()) {
        statement.execute("DROP SCHEMA IF EXISTS " + module + " CASCADE");
      }
    }
  }

  private static Connection connect(Database database) throws SQLException {
    return DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /// The modules that own tables, by name.
  public static List<String> modules() {
    try {
      return Arrays.stream(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/migration/*/V*.sql"))
          .map(Migrations::folder)
          .distinct()
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String folder(org.springframework.core.io.Resource script) {
    try {
      var parts = script.getURL().getPath().split("/");
      return parts[parts.length - 2];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
