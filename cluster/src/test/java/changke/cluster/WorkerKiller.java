package changke.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// Kills one worker process, as a power cut would, when the work is under way.
public final class WorkerKiller extends SparkListener {

  private final AtomicBoolean done = new AtomicBoolean();

  @Override
  public void onTaskStart(SparkListenerTaskStart task) {
    if (task.stageId() > 1 && done.compareAndSet(false, true)) {
      ProcessHandle.current()
          .children()
          .filter(ProcessHandle::isAlive)
          .findFirst()
          .ifPresent(worker -> {
            System.out.println("killed " + worker.destroyForcibly());
          });
    }
  }
}
