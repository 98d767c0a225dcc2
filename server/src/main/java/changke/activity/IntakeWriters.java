package changke.activity;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The few threads that write what intake took, many deliveries at a time. The queue before them is
/// bounded in events, and each source has its share; what does not fit is refused before it is
/// acknowledged.
@Component
class IntakeWriters implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(IntakeWriters.class);
  private static final int THREADS = 2;
  private static final int MOST_QUEUED = 40_000;
  private static final int MOST_AT_ONCE = 4_000;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final long TEND_EVERY_MS = 2_000;

  private final FairQueue queue = new FairQueue(MOST_QUEUED);
  private final IntakeTurn turn;
  private final Memory memory;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;

  IntakeWriters(IntakeTurn turn, Memory memory, MeterRegistry measures) {
    this.turn = turn;
    this.memory = memory;
    measures.gauge("changke.intake.queued", queue, FairQueue::events);
    measures.gauge("changke.intake.sources", queue, FairQueue::sources);
  }

  /// Takes a delivery in; false when there is no room for its source, and then nothing of it is
  /// kept.
  boolean offer(Bundle bundle) {
    return running && queue.offer(bundle);
  }

  private void write() {
    while (running || !queue.isEmpty()) {
      var group = next();
      settle(group);
      queue.leave(group);
    }
  }

  private List<Bundle> next() {
    try {
      return queue.next(MOST_AT_ONCE, PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private void settle(List<Bundle> group) {
    if (group.isEmpty()) {
      return;
    }
    try {
      turn.write(group);
      group.forEach(bundle -> bundle.done().complete(null));
    } catch (DataIntegrityViolationException e) {
      // One of them is to blame; the others shall not wait for it.
      if (group.size() > 1) {
        group.forEach(bundle -> settle(List.of(bundle)));
      } else {
        settleWithout(group.getFirst(), e);
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("intake waits for the database: {}", e.getMessage());
      group.forEach(bundle -> bundle.done().completeExceptionally(e));
    } catch (RuntimeException e) {
      log.error("intake failed", e);
      group.forEach(bundle -> bundle.done().completeExceptionally(e));
    }
  }

  /// What the database will never have is logged as rejected, or it would be sent for ever.
  private void settleWithout(Bundle bundle, DataIntegrityViolationException cause) {
    log.warn(
        "{} items of source {} cannot be stored",
        bundle.entries().size(),
        bundle.source().id(),
        cause);
    var refused =
        Stream.concat(
                bundle.rejections().stream(),
                bundle.entries().stream().limit(Intake.MOST_LOGGED).map(Intake::unstorable))
            .toList();
    var rest = new Bundle(bundle.source(), List.of(), refused, bundle.done());
    try {
      turn.write(List.of(rest));
      bundle.done().complete(null);
    } catch (DataAccessException | TransactionException e) {
      bundle.done().completeExceptionally(e);
    }
  }

  private void tend() {
    while (running) {
      try {
        memory.tend();
      } catch (TransientDataAccessException | TransactionException e) {
        log.warn("the memory of what was seen waits: {}", e.getMessage());
      } catch (DataAccessException e) {
        log.warn("the memory of what was seen was not tended", e);
      }
      try {
        TimeUnit.MILLISECONDS.sleep(TEND_EVERY_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    for (int i = 0; i < THREADS; i++) {
      threads.add(Thread.ofPlatform().name("intake-" + i).start(this::write));
    }
    threads.add(Thread.ofPlatform().name("intake-memory").daemon().start(this::tend));
  }

  /// Writes out what was taken, after the web server has answered its last request.
  @Override
  public synchronized void stop() {
    running = false;
    threads.getLast().interrupt();
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

  @Override
  public int getPhase() {
    return 0;
  }
}
