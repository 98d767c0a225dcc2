package changke.activity;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Page views on their way into the journal: taken in without waiting, written in batches by one
/// thread, and written out to the last one when the house stops. The queue is bounded; what does
/// not fit is counted and let go, because a page is worth more than its record.
@Component
class PageViews implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PageViews.class);
  private static final int CAPACITY = 20_000;
  private static final int BATCH = 1_000;
  private static final long PAUSE_MS = 300;

  private final BlockingQueue<Happening> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Journal journal;
  private final Identities identities;
  private final Counter dropped;
  private volatile boolean running;
  private @Nullable Thread writer;

  PageViews(Journal journal, Identities identities, MeterRegistry measures) {
    this.journal = journal;
    this.identities = identities;
    dropped = measures.counter("changke.activity.dropped");
    measures.gauge("changke.activity.queue", queue, BlockingQueue::size);
  }

  void take(Happening view) {
    if (!queue.offer(view)) {
      dropped.increment();
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    writer = Thread.ofPlatform().name("page-views").start(this::write);
  }

  @Override
  public synchronized void stop() {
    running = false;
    var thread = writer;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    writer = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Stops after the web server has answered its last request and before the database goes.
  @Override
  public int getPhase() {
    return 0;
  }

  private void write() {
    var batch = new ArrayList<Happening>(BATCH);
    while (running || !queue.isEmpty() || !batch.isEmpty()) {
      try {
        if (batch.isEmpty()) {
          fill(batch);
        }
        if (!batch.isEmpty()) {
          var views = List.copyOf(batch);
          journal.appendAll(views);
          batch.clear();
          identities.signedIn(views);
        }
      } catch (DataAccessException | TransactionException e) {
        log.warn("page views wait for the database: {}", e.getMessage());
        if (!running) {
          dropped.increment(batch.size() + (double) queue.size());
          return;
        }
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void fill(List<Happening> batch) throws InterruptedException {
    var first = queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
    if (first != null) {
      batch.add(first);
      queue.drainTo(batch, BATCH - 1);
    }
  }

  private static void pause() {
    try {
      TimeUnit.SECONDS.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
