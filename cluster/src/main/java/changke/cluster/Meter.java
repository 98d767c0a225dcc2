package changke.cluster;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;

/// Counts what the stages of this application gave to the shuffle, and how long processors worked.
///
/// Complete once the Spark context has stopped: until then stages may still be reported.
final class Meter extends SparkListener {

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private final AtomicLong cpuNanos = new AtomicLong();

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    var metrics = completed.stageInfo().taskMetrics();
    bytes.addAndGet(metrics.shuffleWriteMetrics().bytesWritten());
    records.addAndGet(metrics.shuffleWriteMetrics().recordsWritten());
    cpuNanos.addAndGet(metrics.executorCpuTime());
  }

  /// Processor time of all tasks on all workers together.
  double cpuSeconds() {
    return cpuNanos.get() / 1e9;
  }

  long bytes() {
    return bytes.get();
  }

  long records() {
    return records.get();
  }
}
