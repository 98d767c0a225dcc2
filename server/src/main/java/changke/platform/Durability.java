package changke.platform;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/// Refuses a database that could forget what it acknowledged.
final class Durability {

  private static final List<String> REQUIRED =
      List.of("fsync", "synchronous_commit", "full_page_writes");
  private static final int OLDEST_VERSION = 180000;

  private Durability() {}

  static void demand(Database database) {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      for (var setting : REQUIRED) {
        var shown = statement.executeQuery("SHOW " + setting);
        shown.next();
        if (shown.getString(1).equals("off")) {
          throw new IllegalStateException(
              "The database runs with "
                  + setting
                  + " off and could lose paid orders: switch it on.");
        }
      }
      var version = statement.executeQuery("SHOW server_version_num");
      version.next();
      if (version.getInt(1) < OLDEST_VERSION) {
        throw new IllegalStateException("Changke needs PostgreSQL 18 or newer.");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database cannot be reached: " + e.getMessage(), e);
    }
  }
}
