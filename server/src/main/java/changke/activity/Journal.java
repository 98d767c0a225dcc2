package changke.activity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The journal of behaviour.
@Component
public class Journal {

  private final Arrivals arrivals;
  private final Events events;
  private final Cursors cursors;
  private final Sequencer sequencer;
  private final Traits traits;
  private final Clock clock;

  Journal(
      Arrivals arrivals,
      Events events,
      Cursors cursors,
      Sequencer sequencer,
      Traits traits,
      Clock clock) {
    this.arrivals = arrivals;
    this.events = events;
    this.cursors = cursors;
    this.sequencer = sequencer;
    this.traits = traits;
    this.clock = clock;
  }

  /// Appends in the transaction of the fact: both are there or none. A fact that is known already
  /// changes nothing.
  @Transactional
  public void append(Happening happening) {
    arrivals.addFact(happening, clock.instant());
  }

  /// Appends what cannot arrive twice.
  @Transactional
  public void appendAll(List<Happening> happenings) {
    arrivals.add(happenings);
  }

  /// Hands the next entries to a consumer, in order, and moves its cursor in the same transaction:
  /// what the consumer writes and where it has come to are kept together or not at all. Returns how
  /// many there were, also those of erased people, which are not handed out; 0 also when another
  /// process is reading for this consumer.
  @Transactional
  public int read(String consumer, int most, Consumer<List<Event>> use) {
    return readUpTo(consumer, Long.MAX_VALUE, most, use);
  }

  /// Reads no further than `goal`.
  @Transactional
  int readUpTo(String consumer, long goal, int most, Consumer<List<Event>> use) {
    cursors.create(consumer, clock.instant());
    var position = cursors.lock(consumer);
    if (position.isEmpty()) {
      return 0;
    }
    var found = events.between(position.get(), goal, most);
    if (!found.isEmpty()) {
      var there = there(found);
      if (!there.isEmpty()) {
        use.accept(there);
      }
      cursors.move(consumer, found.getLast().event().position(), clock.instant());
    }
    return found.size();
  }

  /// The next entries for a reader that keeps its place itself, such as what every process holds in
  /// its memory. Empty only at the end, however many entries of erased people lie on the way.
  @Transactional(readOnly = true)
  public List<Event> after(long position, int most) {
    var found = events.between(position, Long.MAX_VALUE, most);
    while (found.size() == most && found.stream().allMatch(Events.Found::gone)) {
      found = events.between(found.getLast().event().position(), Long.MAX_VALUE, most);
    }
    return there(found);
  }

  /// The last position that was given before a time: whoever looks at a month begins behind it.
  @Transactional(readOnly = true)
  public long before(Instant time) {
    return events.before(time);
  }

  private List<Event> there(List<Events.Found> found) {
    return traits.unsealed(
        found.stream().filter(entry -> !entry.gone()).map(Events.Found::event).toList());
  }

  /// Sets a consumer back to the beginning, to build anew what it builds.
  @Transactional
  public void rewind(String consumer) {
    cursors.move(consumer, 0, clock.instant());
  }

  /// A reader that does not come back: old months need not wait for it.
  @Transactional
  public void forget(String consumer) {
    cursors.forget(consumer);
  }

  /// Gives positions to everything that has been committed; runs as a job, and before every turn of
  /// whoever must be quick.
  public void sequenceAll() {
    int moved = Sequencer.MOST_AT_ONCE;
    while (moved == Sequencer.MOST_AT_ONCE) {
      moved = sequencer.turn();
    }
  }

  /// Runs as a job: the partitions of this month and the next two.
  void preparePartitions() {
    events.makePartitions(clock.instant());
  }
}
