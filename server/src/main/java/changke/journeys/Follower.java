package changke.journeys;

import changke.activity.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Two threads of their own: one follows the journal, one moves people on. From an event to its
/// step may take two seconds, and the timetable's pauses are longer.
@Component
class Follower implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Follower.class);
  private static final long PAUSE_MS = 150;
  private static final long LONG_PAUSE_MS = 1_000;

  private final Journal journal;
  private final Facts facts;
  private final Drain drain;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  Follower(Journal journal, Facts facts, Drain drain) {
    this.journal = journal;
    this.facts = facts;
    this.drain = drain;
  }

  @Override
  public synchronized void start() {
    running = true;
    threads.add(Thread.ofPlatform().name("journeys-facts").start(() -> follow(this::read)));
    threads.add(
        Thread.ofPlatform().name("journeys-steps").start(() -> follow(() -> drain.turn() > 0)));
  }

  @Override
  public synchronized void stop() {
    running = false;
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private boolean read() {
    journal.sequenceAll();
    return facts.turn() > 0;
  }

  private void follow(BooleanSupplier turn) {
    while (running) {
      try {
        if (!turn.getAsBoolean()) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
      } catch (DataAccessException | TransactionException e) {
        log.warn("journeys wait: {}", e.getMessage());
        pause();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        log.error("journeys cannot go on", e);
        pause();
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LONG_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
