package changke.cluster;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// Kills a worker process, as the power would, when the first task behind the shuffle starts.
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
