package changke.audience;

import changke.activity.Journal;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Follows the journal at its heels, one process at a time: a thread of its own, because the
/// timetable's second of pause is half of what a segment may take.
@Component
class Follower implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final long PAUSE_MS = 100;
  private static final long LONG_PAUSE_MS = 1_000;

  private final Journal journal;
  private final Turns turns;
  private final Rebuilding rebuilding;
  private volatile boolean running;
  private @Nullable Thread reader;

  Follower(Journal journal, Turns turns, Rebuilding rebuilding) {
    this.journal = journal;
    this.turns = turns;
    this.rebuilding = rebuilding;
  }

  @Override
  public synchronized void start() {
    running = true;
    reader = Thread.ofPlatform().name("audience").start(this::follow);
  }

  @Override
  public synchronized void stop() {
    running = false;
    var thread = reader;
    if (thread != null) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    reader = null;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void follow() {
    while (running) {
      try {
        if (!turn()) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
      } catch (DataAccessException | TransactionException e) {
        log.warn("the audience waits: {}", e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("the audience cannot go on", e);
        pause();
      }
    }
  }

  /// One turn of everything; false when there was nothing to do.
  boolean turn() {
    journal.sequenceAll();
    boolean read = turns.read();
    boolean swept = turns.sweep();
    boolean founded = turns.found();
    boolean built = rebuilding.step();
    return read || swept || founded || built;
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LONG_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
