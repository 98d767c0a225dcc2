package changke.cluster;

import org.apache.spark.SparkThrowable;
import org.jspecify.annotations.Nullable;

/// Turns what Spark throws into one sentence about what to mend.
final class Failures {

  private Failures() {}

  static CannotRun explain(Throwable thrown, String folder) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      var sentence = sentence(cause, folder);
      if (sentence != null) {
        return new CannotRun(sentence, thrown);
      }
    }
    return new CannotRun("Spark failed: " + firstLine(thrown), thrown);
  }

  private static @Nullable String sentence(Throwable cause, String folder) {
    if (cause instanceof CannotRun known) {
      return known.getMessage();
    }
    var message = String.valueOf(cause.getMessage());
    if (message.contains("ExecutorLostFailure") || message.contains("removed our application")) {
      return "Too many workers were lost while they read "
          + folder
          + "; often memory is short: raise spark.executor.memory or spark.sql.shuffle.partitions.";
    }
    if (!(cause instanceof SparkThrowable known) || known.getCondition() == null) {
      return null;
    }
    var condition = known.getCondition();
    if (condition.startsWith("PATH_NOT_FOUND")) {
      return "There is no folder " + folder + ".";
    }
    if (condition.startsWith("UNABLE_TO_INFER_SCHEMA")) {
      return "There is no Parquet file in " + folder + ".";
    }
    if (condition.startsWith("FAILED_READ_FILE")) {
      return "The file "
          + known.getMessageParameters().getOrDefault("path", "in " + folder)
          + " cannot be read as Parquet: it is damaged, cut short or of another shape.";
    }
    return null;
  }

  private static String firstLine(Throwable thrown) {
    return String.valueOf(thrown.getMessage()).lines().findFirst().orElse(thrown.toString());
  }
}
