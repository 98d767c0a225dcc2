package changke.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Worker processes on this machine without a Spark installation, for trials and tests.
///
/// The application runs in a process of its own, as after `spark-submit`, and starts the workers
/// from the same class path. Everything listens on 127.0.0.1 only.
///
/// @param workers how many worker processes, with one core each; 0 works inside the application
/// @param memoryMb memory of each worker, and of the application
/// @param classPath this module's classes, the engine and Spark's jars
/// @param home a folder for the workers' logs
/// @param settings further Spark settings as `name=value`
public record LocalCluster(
    int workers, int memoryMb, String classPath, Path home, List<String> settings) {

  /// What the application said: its note on standard output, or its complaint.
  public record Outcome(int exitCode, String output, String complaints) {}

  // What Spark's own launcher opens for it; spark-submit does this by itself.
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.util.calendar");

  /// Runs [Reports] with these words and waits for its end.
  public Outcome run(List<String> words) throws IOException, InterruptedException {
    Files.createDirectories(home.resolve("jars"));
    var output = home.resolve("output.txt");
    var complaints = home.resolve("complaints.txt");
    var builder =
        new ProcessBuilder(command(words))
            .redirectOutput(output.toFile())
            .redirectError(complaints.toFile());
    var environment = builder.environment();
    environment.put("SPARK_HOME", home.toAbsolutePath().toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    environment.put("SPARK_LOCAL_HOSTNAME", "127.0.0.1");
    var process = builder.start();
    try {
      int exitCode = process.waitFor();
      return new Outcome(exitCode, Files.readString(output), Files.readString(complaints));
    } finally {
      process.destroy();
    }
  }

  private List<String> command(List<String> words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + memoryMb + "m");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1"); // it plans and merges; the workers do the work
    command.add("--add-modules=jdk.incubator.vector");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    command.add("-Dspark.master=" + master());
    command.add("-Dspark.executor.memory=" + memoryMb + "m");
    command.add("-Dspark.executor.extraClassPath=" + classPath);
    command.add("-Dspark.executorEnv.JAVA_HOME=" + System.getProperty("java.home"));
    command.add("-Dspark.executor.extraJavaOptions=-XX:ActiveProcessorCount=1");
    command.add("-Dspark.driver.host=127.0.0.1");
    command.add("-Dspark.driver.bindAddress=127.0.0.1");
    command.add("-Dspark.ui.enabled=false");
    command.add("-Dspark.log.level=WARN");
    // Listing a local disk needs no job of one task for each day.
    command.add("-Dspark.sql.sources.parallelPartitionDiscovery.threshold=100000");
    settings.forEach(setting -> command.add("-D" + setting));
    command.add("-cp");
    command.add(classPath);
    command.add(Reports.class.getName());
    command.addAll(words);
    return command;
  }

  private String master() {
    return workers == 0 ? "local[1]" : "local-cluster[" + workers + ",1," + memoryMb + "]";
  }
}
