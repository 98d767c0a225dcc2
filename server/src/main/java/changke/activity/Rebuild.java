package changke.activity;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Builds what is computed from the journal anew: beside the old one, which is read from meanwhile,
/// up to exactly the entry to which the old one has come, and then swapped with it in one
/// transaction. Both then say the same, or one of them was wrong.
@Component
public class Rebuild {

  private static final int ENTRIES_AT_ONCE = 10_000;
  private static final int MOST_ROUNDS = 50;

  private final Journal journal;
  private final Cursors cursors;
  private final Archive archive;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Rebuild(
      Journal journal,
      Cursors cursors,
      Archive archive,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.journal = journal;
    this.cursors = cursors;
    this.archive = archive;
    this.transactions = new TransactionTemplate(transactions);
    this.clock = clock;
  }

  /// What it took.
  ///
  /// @param position of the last entry that both have seen
  public record Outcome(long entries, Duration took, long position) {
    public double perSecond() {
      return entries / Math.max(1e-9, took.toNanos() / 1e9);
    }
  }

  /// Empty when another process is doing it, or when the projection has read nothing yet.
  public Optional<Outcome> run(Projection projection) {
    var begun = System.nanoTime();
    archive.recallAll();
    var fresh = projection.consumer() + ", anew";
    if (!cursors.all().containsKey(projection.consumer())
        || !Boolean.TRUE.equals(transactions.execute(status -> begin(projection, fresh)))) {
      return Optional.empty();
    }
    long entries = catchUp(projection, fresh);
    var rest = Objects.requireNonNull(transactions.execute(status -> finish(projection, fresh)));
    return Optional.of(
        new Outcome(
            entries + rest.entries(),
            Duration.ofNanos(System.nanoTime() - begun),
            rest.position()));
  }

  /// Follows the old one until only little is left.
  private long catchUp(Projection projection, String fresh) {
    long entries = 0;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      long before = entries;
      long goal = cursors.all().getOrDefault(projection.consumer(), 0L);
      for (int read = 1; read > 0; entries += read) {
        read = journal.readUpTo(fresh, goal, ENTRIES_AT_ONCE, projection::take);
      }
      if (entries - before < ENTRIES_AT_ONCE) {
        break;
      }
    }
    return entries;
  }

  private boolean begin(Projection projection, String fresh) {
    cursors.create(fresh, clock.instant());
    if (cursors.lock(fresh).isEmpty()) {
      return false;
    }
    cursors.move(fresh, 0, clock.instant());
    projection.begin();
    return true;
  }

  private record Rest(long entries, long position) {}

  /// Nobody moves the old one while the last entries are read.
  private Rest finish(Projection projection, String fresh) {
    var goal = cursors.lockAnyway(projection.consumer());
    long entries = 0;
    for (int read = 1; read > 0; entries += read) {
      read = journal.readUpTo(fresh, goal, ENTRIES_AT_ONCE, projection::take);
    }
    projection.swap();
    cursors.forget(fresh);
    return new Rest(entries, goal);
  }
}
