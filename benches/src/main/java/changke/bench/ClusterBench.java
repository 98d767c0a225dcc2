package changke.bench;

import changke.bench.SparkTrial.Run;
import changke.cluster.RetentionCsv;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.days.LocalDays;
import changke.engine.days.Period;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The retention matrix from a lake of Parquet files by worker processes of Spark: two against one,
/// and both against the local engine, which reads the same files through DuckDB.
///
/// First-ever and recurring cohorts over day 0 to 30 come from one pass. Time is taken from the
/// ready session with all workers registered until the reports are written; processes that are only
/// just started are part of it.
public final class ClusterBench implements Comparison {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

  @Override
  public Result run(Options options) throws Exception {
    var folder = Files.createTempDirectory("changke-cluster");
    try {
      return compare(options, folder);
    } finally {
      delete(folder);
    }
  }

  private static Result compare(Options options, Path folder) throws Exception {
    int days = (int) options.size("days", 40, 120);
    var lake = lake(options, days, folder.resolve("lake"));
    var query =
        RetentionQuery.of(
            SparkTrial.KIND,
            new Return.On(30),
            Period.DAY,
            FIRST,
            FIRST.plusDays(days),
            FIRST.plusDays(days - 2L).atStartOfDay().toInstant(ZoneOffset.UTC));
    var trial = new SparkTrial(folder, lake, query, answers(lake, query), options.quick());
    var one = new ArrayList<Run>();
    var two = new ArrayList<Run>();
    for (int round = 0; round < options.size("rounds", 1, 3); round++) {
      one.add(trial.with(1));
      two.add(trial.with(2));
    }
    double slow = median(one);
    double fast = median(two);
    System.err.println("Every run's reports equal the local engine's.");
    return new Result("cluster", fast, "s", "spark 4.2.0 with one worker", slow, slow / fast)
        .also("cpu_seconds_one", one.getFirst().cpuSeconds())
        .also("cpu_seconds_two", two.getFirst().cpuSeconds())
        .also("shuffle_bytes", (double) two.getFirst().shuffleBytes());
  }

  private static SeededLake lake(Options options, int days, Path folder)
      throws SQLException, IOException {
    long seed = options.size("seed", 7, 7);
    long events = options.size("events", 300_000, 100_000_000);
    int people = (int) options.size("people", 6_000, 2_000_000);
    long began = System.nanoTime();
    var lake = new SeededLake(folder, seed, events, people, FIRST, days, 20);
    lake.write();
    System.err.printf(
        Locale.ROOT,
        "Seed %d: about %,d events of %,d people over %d days, written by DuckDB in %.1f s.%n",
        seed,
        events,
        people,
        days,
        since(began));
    return lake;
  }

  private static Map<String, String> answers(SeededLake lake, RetentionQuery query)
      throws SQLException {
    long began = System.nanoTime();
    var history = lake.read(SparkTrial.KIND, LocalDays.of(ZONE));
    double read = since(began);
    var first = Retention.table(history, query);
    var again = Retention.table(history, query.by(Cohort.RECURRING));
    System.err.printf(
        Locale.ROOT,
        "Local engine: %,d events of the kind read through DuckDB in %.1f s, answered in %.2f s.%n",
        history.events(),
        read,
        since(began) - read);
    return Map.of("first-ever", RetentionCsv.of(first), "recurring", RetentionCsv.of(again));
  }

  private static double median(List<Run> runs) {
    return runs.stream().map(Run::seconds).sorted().toList().get(runs.size() / 2);
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
