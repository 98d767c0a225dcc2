package changke.insights;

import changke.activity.Erasure;
import changke.activity.Event;
import changke.activity.Journal;
import changke.audience.Choices;
import changke.engine.days.LocalDays;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// The house's own behaviour in memory: read on from the journal by position, noted in a file, and
/// built for the engine when somebody asks. Every process has its own.
///
/// A restart plays the file and reads on behind it. When the entry at the file's end is another one
/// than the journal's, the database was put back to an earlier time: then all is read anew.
@Component
class HouseBehaviour implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(HouseBehaviour.class);
  private static final int BATCH = 5_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// A state is not built anew before so many times what building it took have passed.
  private static final int REST = 15;

  /// A process may be so far behind the journal: who was erased since is left out until then.
  private static final Duration BEHIND = Duration.ofMinutes(10);

  /// What erased people did is taken out of the file at most so often; nobody sees it meanwhile.
  private static final Duration BETWEEN_CLEANINGS = Duration.ofMinutes(10);

  private final Journal journal;
  private final Erasure erasure;
  private final Choices choices;
  private final Path path;
  private final ZoneId zone;
  private final Currency currency;
  private final int mostKinds;
  private final Shelves shelves;
  private final Clock clock;
  private @Nullable BehaviourFile file;
  private @Nullable Gathered gathered;
  private BehaviourFile.Place place = BehaviourFile.Place.BEGINNING;
  private volatile @Nullable Behaviour built;
  private volatile @Nullable Seen seen;
  private long cleanedNanos = System.nanoTime() - BETWEEN_CLEANINGS.toNanos();
  private volatile long builtNanos;
  private volatile long buildTook;
  private volatile boolean running;
  private volatile @Nullable ScheduledExecutorService reading;
  private @Nullable Future<?> turns;

  HouseBehaviour(
      Journal journal,
      Erasure erasure,
      Choices choices,
      @Value("${changke.data:var}") Path data,
      @Value("${changke.pages.zone:Asia/Shanghai}") ZoneId zone,
      @Value("${changke.catalog.currency:CNY}") Currency currency,
      @Value("${changke.insights.kinds:64}") int mostKinds,
      Shelves shelves,
      Clock clock) {
    this.journal = journal;
    this.erasure = erasure;
    this.choices = choices;
    this.path = data.resolve("insights/behaviour.notes");
    this.zone = zone;
    this.currency = currency;
    this.mostKinds = mostKinds;
    this.shelves = shelves;
    this.clock = clock;
  }

  /// A state without those who may not be seen in it.
  private record Seen(Behaviour of, Set<UUID> hidden, Set<UUID> unguessed, Behaviour state) {}

  /// What may be seen by now: nobody who was erased, nobody in any group who switched
  /// personalisation off. Both are asked for now, whatever was built when.
  Behaviour now() {
    var all = state();
    var off = choices.off();
    var hidden = new HashSet<>(erasure.since(all.asOf().minus(BEHIND)));
    hidden.addAll(off.impersonal());
    var last = seen;
    if (last == null
        || last.of() != all
        || !last.hidden().equals(hidden)
        || !last.unguessed().equals(off.unpredicted())) {
      boolean whole = hidden.isEmpty() && off.unpredicted().isEmpty();
      var without = whole ? all : all.without(hidden, off.unpredicted());
      last = new Seen(all, hidden, off.unpredicted(), without);
      seen = last;
    }
    return last.state();
  }

  /// What is known by now; at most [#REST] times its own building time old, and a second.
  private Behaviour state() {
    var last = built;
    if (last != null && System.nanoTime() - builtNanos < PAUSE.toNanos() + REST * buildTook) {
      return last;
    }
    return refreshed();
  }

  /// Reads on to the end of the journal and builds.
  synchronized Behaviour refreshed() {
    readOn();
    var last = built;
    var all = open();
    if (last != null && all.fresh() == 0 && last.position() == place.position()) {
      built = last.at(clock.instant());
      builtNanos = System.nanoTime();
      return built;
    }
    if (all.isTorn()) {
      replayed();
      readOn();
      all = open();
    }
    long began = System.nanoTime();
    var fresh = all.build(clock.instant(), place.position(), shelves::of);
    buildTook = System.nanoTime() - began;
    builtNanos = System.nanoTime();
    built = fresh;
    return fresh;
  }

  /// Reads on; runs as the house runs, so that a page waits for little.
  synchronized void readOn() {
    try {
      long since = System.nanoTime() - cleanedNanos;
      if (open().isStained() && since >= BETWEEN_CLEANINGS.toNanos()) {
        clean();
      }
      int read = BATCH;
      while (read == BATCH) {
        var next = journal.after(place.position(), BATCH);
        read = next.size();
        note(next);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes what erased people did out of the file and out of memory.
  synchronized void clean() throws IOException {
    long began = System.nanoTime();
    if (file != null && open().isStained()) {
      file = file.rewritten(path, open().cleaning()::of);
    }
    replayed();
    cleanedNanos = System.nanoTime();
    log.info("Erased people are out of {} after {} ms", path, (cleanedNanos - began) / 1_000_000);
  }

  private void note(List<Event> events) throws IOException {
    if (events.isEmpty()) {
      return;
    }
    var notes = new ByteArrayOutputStream(events.size() * 24);
    var tape = new DataOutputStream(notes);
    var noting = new Notes(open(), tape, currency.getCurrencyCode());
    for (var event : events) {
      noting.note(event);
    }
    var last = events.getLast();
    place = new BehaviourFile.Place(last.position(), last.happening().fact());
    if (file != null) {
      file.append(place, notes.toByteArray(), notes.size());
    }
  }

  private Gathered open() {
    var there = gathered;
    return there == null ? replayed() : there;
  }

  /// Plays the file from its beginning, or the journal when they do not fit together.
  private Gathered replayed() {
    try {
      var fresh = new Gathered(LocalDays.of(zone), currency, mostKinds);
      if (file == null) {
        file = BehaviourFile.open(path);
      }
      place = file.play(fresh);
      if (!isSameJournal()) {
        log.info("The journal is not the one that {} was noted from; it is read anew", path);
        file.clear();
        fresh = new Gathered(LocalDays.of(zone), currency, mostKinds);
        place = BehaviourFile.Place.BEGINNING;
      }
      gathered = fresh;
      return fresh;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An entry that is not handed out any more was erased, when there are later ones.
  private boolean isSameJournal() {
    if (place.position() == 0) {
      return true;
    }
    var there = journal.after(place.position() - 1, 1);
    if (there.isEmpty()) {
      return false;
    }
    var first = there.getFirst();
    return first.position() > place.position() || first.happening().fact().equals(place.fact());
  }

  @Override
  public synchronized void start() {
    running = true;
    reading =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("behaviour").factory());
    turns = reading.scheduleWithFixedDelay(this::readQuietly, 3, 3, TimeUnit.SECONDS);
  }

  private void readQuietly() {
    try {
      readOn();
    } catch (DataAccessException | TransactionException | UncheckedIOException e) {
      log.warn("The journal could not be read on", e);
    }
  }

  @Override
  public void stop() {
    var last = reading;
    if (last != null) {
      cancel();
      last.shutdown();
      try {
        last.awaitTermination(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    close();
  }

  private synchronized void cancel() {
    if (turns != null) {
      turns.cancel(false);
    }
  }

  private synchronized void close() {
    running = false;
    reading = null;
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException e) {
      log.warn("{} was not closed", path, e);
    }
    file = null;
    gathered = null;
    built = null;
    seen = null;
    place = BehaviourFile.Place.BEGINNING;
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
