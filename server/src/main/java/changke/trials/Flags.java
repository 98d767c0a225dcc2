package changke.trials;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// All trials from memory. Their edition is looked at once a second, so what another process
/// changed counts a second later; while the database does not answer, the last ones hold.
@Component
class Flags {

  private static final Logger log = LoggerFactory.getLogger(Flags.class);
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /// Everything as of one edition; `off` says that none does anything.
  record Book(long number, boolean off, Map<String, Dealing> all) {
    Book {
      all = Map.copyOf(all);
    }

    /// Drafts are nobody's business yet.
    Optional<Dealing> find(String key) {
      return Optional.ofNullable(all.get(key))
          .filter(dealing -> dealing.trial().state() != Trial.State.DRAFT);
    }
  }

  private final EditionRows editions;
  private final TrialRows trials;
  private volatile Book book = new Book(-1, false, Map.of());
  private volatile long lookedAt = System.nanoTime() - 2 * FRESH_NANOS;

  Flags(EditionRows editions, TrialRows trials) {
    this.editions = editions;
    this.trials = trials;
  }

  Book book() {
    if (System.nanoTime() - lookedAt > FRESH_NANOS) {
      look();
    }
    return book;
  }

  private synchronized void look() {
    if (System.nanoTime() - lookedAt <= FRESH_NANOS) {
      return;
    }
    try {
      var edition = editions.read();
      if (edition.number() != book.number()) {
        var all = new HashMap<String, Dealing>();
        trials.all().forEach(trial -> all.put(trial.key(), new Dealing(trial)));
        book = new Book(edition.number(), edition.off(), all);
      }
    } catch (DataAccessException | TransactionException e) {
      log.warn("trials stay as they are: {}", e.getMessage());
    }
    lookedAt = System.nanoTime();
  }

  /// After the present transaction everything is looked at again; until then others see what was.
  void changed() {
    editions.raise();
    afterwards();
  }

  void turned(boolean off) {
    editions.turn(off);
    afterwards();
  }

  private void afterwards() {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            lookedAt = System.nanoTime() - 2 * FRESH_NANOS;
          }
        });
  }
}
