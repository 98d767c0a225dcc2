package changke.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalsTest {

  @TempDir Path folder;

  @BeforeEach
  void work_inside_this_process() {
    System.setProperty("spark.master", "local[1]");
    System.setProperty("spark.ui.enabled", "false");
    System.setProperty("spark.driver.host", "127.0.0.1");
    System.setProperty("spark.driver.bindAddress", "127.0.0.1");
    System.setProperty("spark.log.level", "OFF");
    System.setProperty("spark.task.maxFailures", "1");
  }

  @AfterEach
  void leave_no_settings() {
    System.getProperties().keySet().removeIf(name -> name.toString().startsWith("spark."));
  }

  @Test
  void a_missing_folder_is_named() {
    assertThatThrownBy(this::run)
        .isInstanceOf(CannotRun.class)
        .hasMessage("There is no folder " + lake() + ".");
  }

  @Test
  void a_folder_without_a_parquet_file_is_named() throws IOException {
    Files.createDirectories(lake());
    assertThatThrownBy(this::run)
        .isInstanceOf(CannotRun.class)
        .hasMessage("There is no Parquet file in " + lake() + ".");
  }

  @Test
  void a_file_that_was_cut_short_is_named_and_the_old_reports_stay() throws Exception {
    LakeWriter.write(Happened.seeded(1, 20), lake(), "part");
    run();
    var before = Files.readString(folder.resolve("out/retention.csv"));
    var damaged = files().getFirst();
    var bytes = Files.readAllBytes(damaged);
    Files.write(damaged, Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(this::run)
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(damaged.getFileName().toString())
        .hasMessageContaining("cannot be read as Parquet");
    assertThat(folder.resolve("out/retention.csv")).hasContent(before);
  }

  @Test
  void bytes_that_were_damaged_are_refused() throws Exception {
    LakeWriter.write(Happened.seeded(2, 400), lake(), "part");
    var damaged = files().getFirst();
    var bytes = Files.readAllBytes(damaged);
    for (int i = 20; i < bytes.length / 3; i++) {
      bytes[i] ^= 0x5a;
    }
    Files.write(damaged, bytes);
    assertThatThrownBy(this::run)
        .isInstanceOf(CannotRun.class)
        .hasMessageContaining(damaged.getFileName().toString());
  }

  @Test
  void a_missing_column_and_a_column_of_another_type_are_named() throws SQLException {
    copy("SELECT 1::BIGINT AS person, 'open' AS kind");
    assertThatThrownBy(this::run).hasMessageContaining("have no column happened_at");
    copy("SELECT 1.5::DOUBLE AS person, 'open' AS kind, TIMESTAMP '2026-03-01' AS happened_at");
    assertThatThrownBy(this::run)
        .hasMessageContaining("The column person")
        .hasMessageContaining("is double; it must be bigint or int or string.");
  }

  @Test
  void an_event_of_nobody_is_refused() throws SQLException {
    copy("SELECT NULL::BIGINT AS person, 'open' AS kind, TIMESTAMP '2026-03-01' AS happened_at");
    assertThatThrownBy(this::run)
        .isInstanceOf(CannotRun.class)
        .hasMessage("There are events without a person or without a time.");
  }

  @Test
  void a_command_line_that_is_not_understood_is_refused_before_any_work() {
    assertThatThrownBy(() -> run("--on", "x"))
        .hasMessageStartingWith("retention: --on cannot be x");
    assertThatThrownBy(() -> run("--on", "3", "--cohorts", "recurring"))
        .hasMessage("retention: there is no option --cohorts.");
    assertThatThrownBy(() -> Plan.parse(List.of("--zone", "Asia/Shanghai")))
        .hasMessageStartingWith("No report is asked for.");
    assertThatThrownBy(() -> Plan.parse(List.of("retentoin")))
        .hasMessageStartingWith("changke: --zone is missing.");
  }

  /// The text is what Spark 4.2 says when a task's worker died as often as it is allowed to.
  @Test
  void workers_that_die_again_and_again_are_told_of_in_one_sentence() {
    var lost =
        new RuntimeException(
            "Job aborted due to stage failure: Task 0 in stage 2.0 failed 4 times, most recent"
                + " failure: Lost task 0.3 in stage 2.0 (TID 9) (127.0.0.1 executor 3):"
                + " ExecutorLostFailure (executor 3 exited caused by one of the running tasks)");
    assertThat(Failures.explain(lost, "lake"))
        .hasMessageStartingWith("Too many workers were lost while they read lake;");
  }

  private void run() {
    run("--on", "7");
  }

  private void run(String... columns) {
    var words = new ArrayList<String>();
    words.addAll(List.of("--events", lake().toString(), "--zone", "Asia/Shanghai"));
    words.addAll(List.of("--out", folder.resolve("out").toString()));
    words.addAll(List.of("--as-of", "2026-04-25T12:00:00Z", "retention", "--start", "open"));
    words.addAll(List.of("--from", "2026-03-01", "--to", "2026-03-20"));
    words.addAll(List.of(columns));
    Reports.run(words);
  }

  private Path lake() {
    return folder.resolve("lake");
  }

  private List<Path> files() throws IOException {
    try (var all = Files.walk(lake())) {
      return all.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
    }
  }

  private void copy(String rows) throws SQLException {
    try (var duckdb = DriverManager.getConnection("jdbc:duckdb:");
        var statement = duckdb.createStatement()) {
      statement.execute(
          """
          COPY (SELECT *, DATE '2026-03-01' AS day FROM (%s))
          TO '%s' (FORMAT parquet, PARTITION_BY (day), OVERWRITE)\
          """
              .formatted(rows, lake()));
    }
  }
}
