package changke.trials;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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
import org.springframework.transaction.support.TransactionTemplate;

/// What pages of this house really showed, on its way into the journal without making the page
/// wait. Who was noted lately is remembered, so that most pages write nothing; what does not fit or
/// is lost with the process is noted at the next view.
@Component
class Shown implements SmartLifecycle {

  static final String KIND = "Experiment Viewed";

  private static final Logger log = LoggerFactory.getLogger(Shown.class);
  private static final int CAPACITY = 20_000;
  private static final int REMEMBERED = 100_000;
  private static final int BATCH = 500;
  private static final long PAUSE_MS = 200;

  private final BlockingQueue<Happening> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final Map<UUID, Boolean> lately =
      new LinkedHashMap<>(1024, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Journal journal;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private volatile boolean running;
  private @Nullable Thread writer;

  Shown(Journal journal, TransactionTemplate transaction, Clock clock) {
    this.journal = journal;
    this.transaction = transaction;
    this.clock = clock;
  }

  void note(Trial trial, Subject.Who who, String variant) {
    var fact =
        UUID.nameUUIDFromBytes(
            (trial.id() + " " + trial.dealt() + " " + who.id() + " " + variant)
                .getBytes(StandardCharsets.UTF_8));
    synchronized (lately) {
      if (lately.putIfAbsent(fact, true) != null) {
        return;
      }
    }
    var properties =
        Map.<String, Object>of(
            "experiment_id", trial.key(),
            "variation_id", variant,
            "dealt", trial.dealt());
    var told =
        Happening.own(
            fact,
            KIND,
            who.member() ? Optional.of(new PersonId(who.id())) : Optional.empty(),
            who.member() ? Optional.empty() : Optional.of(who.id()),
            clock.instant(),
            properties);
    if (!queue.offer(told)) {
      forget(fact);
    }
  }

  private void forget(UUID fact) {
    synchronized (lately) {
      lately.remove(fact);
    }
  }

  @Override
  public synchronized void start() {
    running = true;
    writer = Thread.ofPlatform().name("shown").start(this::write);
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
    while (running || !queue.isEmpty()) {
      try {
        var first = queue.poll(PAUSE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          var batch = new ArrayList<Happening>();
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          append(batch);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void append(List<Happening> batch) {
    try {
      transaction.executeWithoutResult(status -> batch.forEach(journal::append));
    } catch (DataAccessException | TransactionException e) {
      log.warn("{} views of trials are noted at the next view: {}", batch.size(), e.getMessage());
      batch.forEach(told -> forget(told.fact()));
    }
  }
}
