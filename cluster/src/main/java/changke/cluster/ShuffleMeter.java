package changke.cluster;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageCompleted;

/// Counts the bytes that the stages of this application gave to the shuffle.
///
/// Complete once the Spark context has stopped: until then stages may still be reported.
final class ShuffleMeter extends SparkListener {

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong records = new AtomicLong();

  @Override
  public void onStageCompleted(SparkListenerStageCompleted completed) {
    var written = completed.stageInfo().taskMetrics().shuffleWriteMetrics();
    bytes.addAndGet(written.bytesWritten());
    records.addAndGet(written.recordsWritten());
  }

  long bytes() {
    return bytes.get();
  }

  long records() {
    return records.get();
  }
}
