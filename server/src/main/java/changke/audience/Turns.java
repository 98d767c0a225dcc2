package changke.audience;

import changke.activity.Journal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The steps of following, each one transaction: entries of the journal with everything that
/// follows from them, people whose day has passed, founding members.
@Component
class Turns {

  private static final int ENTRIES = 1_000;
  private static final int PEOPLE = 500;
  private static final int MOST_TURNS = 2_000;

  private final Journal journal;
  private final Generations generations;
  private final Projection projection;
  private final Evaluation evaluation;
  private final ProfileRows profiles;
  private final SegmentRows segments;
  private final TransactionTemplate transaction;

  Turns(
      Journal journal,
      Generations generations,
      Projection projection,
      Evaluation evaluation,
      ProfileRows profiles,
      SegmentRows segments,
      TransactionTemplate transaction) {
    this.journal = journal;
    this.generations = generations;
    this.projection = projection;
    this.evaluation = evaluation;
    this.profiles = profiles;
    this.segments = segments;
    this.transaction = transaction;
  }

  /// The next entries and what follows from them; true when there may be more.
  @Transactional
  public boolean read() {
    if (!generations.aloneNow()) {
      return false;
    }
    var current = generations.current();
    int read =
        journal.read(
            current.consumer(),
            ENTRIES,
            events -> {
              var touched = projection.take(current, events);
              evaluation.look(current, touched, true);
              generations.count(current.number(), events.size());
            });
    return read == ENTRIES;
  }

  /// Some of those who were looked at on an earlier day; true when there may be more.
  @Transactional
  public boolean sweep() {
    if (!generations.aloneNow()) {
      return false;
    }
    var current = generations.current();
    var due = profiles.due(current.number(), evaluation.today(current), PEOPLE);
    evaluation.look(current, due, true);
    return due.size() == PEOPLE;
  }

  /// Runs as a job: everybody whose day has passed.
  void sweepAll() {
    int turn = 0;
    boolean more = true;
    while (more && turn++ < MOST_TURNS) {
      more = Boolean.TRUE.equals(transaction.execute(status -> sweep()));
    }
  }

  /// Some of the possible first members of a new segment; true when there may be more.
  @Transactional
  public boolean found() {
    var founding = segments.founding();
    if (founding.isEmpty() || !generations.aloneNow()) {
      return false;
    }
    var current = generations.current();
    var segment = segments.find(founding.get().id()).orElseThrow();
    var to = founding.get().to();
    var next =
        profiles.after(current.number(), segment.unit(), to == null ? new UUID(0, 0) : to, PEOPLE);
    evaluation.look(current, next, true);
    segments.founded(segment.id(), next.isEmpty() ? to : next.getLast(), next.size() < PEOPLE);
    return true;
  }
}
