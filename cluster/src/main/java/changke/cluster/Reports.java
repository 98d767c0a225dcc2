package changke.cluster;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/// The application for `spark-submit`: reads a lake of events, shuffles once by person, asks the
/// engine on every partition of people, and writes the reports.
///
/// Beside the reports lies `run.json` with what the run read, how long it took and what it
/// shuffled. Reports are written when all of them are finished; a run that fails leaves the old
/// ones.
public final class Reports {

  private Reports() {}

  public static void main(String[] args) {
    try {
      System.out.println(run(List.of(args)));
    } catch (CannotRun e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  /// Runs the reports in the Spark that the process was submitted to.
  ///
  /// @return what the run did, as it stands in `run.json`
  /// @throws CannotRun when the command line, the events or the cluster do not allow it
  public static String run(List<String> words) {
    var plan = Plan.parse(words);
    var meter = new Meter();
    try (var spark = session()) {
      var context = spark.sparkContext();
      context.addSparkListener(meter);
      long began = System.nanoTime();
      var folder = new ReportFolder(plan.out(), context.hadoopConfiguration());
      var answers = answers(spark, plan);
      folder.write(plan, answers);
      double seconds = (System.nanoTime() - began) / 1e9;
      spark.stop();
      var note = RunNote.of(plan, answers, meter, seconds);
      folder.write("run.json", note);
      return note;
    } catch (IOException e) {
      throw new CannotRun("The reports cannot be written to " + plan.out() + ": " + e, e);
    }
  }

  private static Answers answers(SparkSession spark, Plan plan) {
    try {
      return new Lake(spark, plan.events())
          .byPerson(plan)
          .javaRDD()
          .mapPartitions(rows -> List.of(new PeopleScan(plan).run(rows)).iterator())
          .reduce((one, other) -> one.merge(other, plan.questions()));
    } catch (Exception e) {
      throw Failures.explain(e, plan.events());
    }
  }

  private static SparkSession session() {
    return SparkSession.builder()
        .appName("Changke reports")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.files.ignoreCorruptFiles", "false")
        .config("spark.sql.files.ignoreMissingFiles", "false")
        .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
        .getOrCreate();
  }
}
