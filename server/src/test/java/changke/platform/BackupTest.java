package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import changke.HouseTest;
import changke.TestDatabase;
import changke.identity.Identity;
import changke.identity.SignUp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class BackupTest {

  @Autowired Identity identity;
  @TempDir Path folder;

  private Database empty(String name) {
    var server = TestDatabase.database();
    server.createIfMissing(name);
    return new GivenDatabase(server.url(name), server.user(), server.password());
  }

  @Test
  void everything_comes_back_into_a_fresh_installation_keys_included() throws Exception {
    identity.enrol(
        new SignUp("Bao", "bao@example.org", "kept in the backup", Locale.CHINA, ZoneId.of("UTC")));
    var key = Files.writeString(folder.resolve("master.key"), "sealed");
    var file = folder.resolve("backup.zip");
    var month = folder.resolve("lake/event/day=2026-05-01");
    Files.createDirectories(month);
    Files.writeString(month.resolve("part-00000.parquet"), "left the database");
    Files.writeString(month.resolve(".part7.new"), "half");
    var there = writeInQuiet(file, Map.of("master.key", key), folder.resolve("lake"));
    var fresh = empty("restored");
    var keys = folder.resolve("new/keys");
    var lake = folder.resolve("new/lake");
    Backup.restore(fresh, file, keys, lake);
    assertThat(counts(fresh)).isEqualTo(there);
    assertThat(keys.resolve("master.key")).hasContent("sealed");
    assertThat(lake.resolve("event/day=2026-05-01")).isDirectoryNotContaining("glob:**.new");
    assertThat(lake.resolve("event/day=2026-05-01/part-00000.parquet"))
        .hasContent("left the database");
    assertThatThrownBy(() -> Backup.restore(empty("restored_twice"), file, keys, lake))
        .hasMessageContaining("not empty");
  }

  @Test
  void keys_kept_elsewhere_are_found_where_the_environment_says() throws Exception {
    var elsewhere = Files.writeString(folder.resolve("safe.key"), "sealed");
    var own = Files.createDirectories(folder.resolve("data/keys")).resolve("signing.key");
    Files.writeString(own, "signs");
    var command =
        CommandLine.parse(
            new String[] {"backup", "--data", folder.resolve("data").toString()},
            Map.of("CHANGKE_MASTER_KEY_FILE", elsewhere.toString()));

    assertThat(command.keyFiles())
        .containsExactly(entry("master.key", elsewhere), entry("signing.key", own));
  }

  @Test
  void half_a_backup_leaves_the_installation_fresh() throws Exception {
    var file = folder.resolve("backup.zip");
    Backup.write(TestDatabase.database(), file, Map.of(), folder.resolve("lake"));
    var bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 3));
    var fresh = empty("half_restored");
    var lake = folder.resolve("half/lake");
    assertThatThrownBy(() -> Backup.restore(fresh, file, folder.resolve("keys"), lake))
        .isInstanceOf(java.io.IOException.class);
    assertThat(lake).doesNotExist();
    assertThat(Migrations.isApplied(fresh)).isFalse();
  }

  @Test
  void an_installation_in_use_is_never_overwritten() throws Exception {
    var file = folder.resolve("backup.zip");
    Backup.write(TestDatabase.database(), file, Map.of(), folder.resolve("lake"));
    assertThatThrownBy(() ->
            Backup.restore(
                TestDatabase.database(), file, folder.resolve("keys"), folder.resolve("none")))
        .hasMessageContaining("not fresh");
  }

  /// Writes a backup while nothing changes, and returns what it must hold: what follows from
  /// joining, and the jobs, come whenever they like.
  private static List<String> writeInQuiet(Path file, Map<String, Path> keys, Path lake)
      throws Exception {
    var there = counts(TestDatabase.database());
    for (int tries = 0; tries < 20; tries++) {
      Backup.write(TestDatabase.database(), file, keys, lake);
      var after = counts(TestDatabase.database());
      if (after.equals(there)) {
        break;
      }
      there = after;
    }
    return there;
  }

  private static List<String> counts(Database database) throws Exception {
    try (var connection =
            DriverManager.getConnection(database.url(), database.user(), database.password());
        var statement = connection.createStatement()) {
      var counts = new java.util.ArrayList<String>();
      for (var table : new Tables(connection).all()) {
        if (!table.name().startsWith("platform.") && !table.name().startsWith("activity.")) {
          try (var row = statement.executeQuery("SELECT count(*) FROM " + table.name())) {
            row.next();
            counts.add(table.name() + " " + row.getLong(1));
          }
        }
      }
      return counts;
    }
  }
}
