package changke.bench;

import changke.bench.Comparison.Mismatch;
import changke.cluster.LocalCluster;
import changke.engine.cohort.RetentionQuery;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The same reports by a given number of Spark's worker processes, checked against known answers.
///
/// Workers have one core and 1 GB each. They and the application get the cluster module's own list
/// of jars, not what other benches need.
///
/// @param expected the CSV of each report, by the name of its cohort
/// @param quick whether the workers live so shortly that the slow compiler does not pay
record SparkTrial(
    Path folder,
    SeededLake lake,
    RetentionQuery query,
    Map<String, String> expected,
    boolean quick) {

  static final int KIND = 0;

  /// Seconds from the ready session until the reports were written, processor time of all tasks,
  /// and bytes shuffled.
  record Run(double seconds, double cpuSeconds, long shuffleBytes) {}

  Run with(int workers) throws IOException, InterruptedException {
    var out = Files.createTempDirectory(folder, "reports");
    var outcome =
        new LocalCluster(workers, 1024, classPath(), folder.resolve("spark"), settings(workers))
            .run(words(out));
    if (outcome.exitCode() != 0) {
      throw new IOException("the cluster failed: " + outcome.complaints());
    }
    for (var report : expected.entrySet()) {
      if (!Files.readString(out.resolve(report.getKey() + ".csv")).equals(report.getValue())) {
        throw new Mismatch(workers + " worker(s) and the local engine differ: " + report.getKey());
      }
    }
    var note = outcome.output();
    var run =
        new Run(
            number(note, "seconds"),
            number(note, "cpuSeconds"),
            (long) number(note, "shuffleBytes"));
    System.err.printf(
        Locale.ROOT,
        "%d worker(s): %.1f s, tasks took %.1f s of processor time, %,d bytes shuffled%n",
        workers,
        run.seconds,
        run.cpuSeconds,
        run.shuffleBytes);
    return run;
  }

  private List<String> settings(int workers) {
    return List.of(
        "spark.scheduler.minRegisteredResourcesRatio=1.0",
        "spark.scheduler.maxRegisteredResourcesWaitingTime=120s",
        "spark.cores.max=" + workers,
        "spark.executor.extraJavaOptions=-XX:ActiveProcessorCount=1"
            + (quick ? " -XX:TieredStopAtLevel=1" : ""));
  }

  private List<String> words(Path out) {
    var words = new ArrayList<String>();
    words.addAll(List.of("--events", lake.folder().toString(), "--out", out.toString()));
    words.addAll(List.of("--zone", ClusterBench.ZONE.getId(), "--as-of", query.asOf().toString()));
    for (var cohort : expected.keySet()) {
      words.addAll(List.of("retention", "--name", cohort, "--cohort", cohort, "--on", "30"));
      words.addAll(List.of("--start", "k" + KIND));
      words.addAll(List.of("--from", query.from().toString(), "--to", query.to().toString()));
    }
    return words;
  }

  private static String classPath() throws IOException {
    return Path.of("cluster/target/classes").toAbsolutePath()
        + File.pathSeparator
        + Files.readString(Path.of("cluster/target/classpath.txt")).strip();
  }

  private static double number(String json, String name) {
    var found = Pattern.compile("\"" + name + "\" : ([0-9.E]+)").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return Double.parseDouble(found.group(1));
  }
}
