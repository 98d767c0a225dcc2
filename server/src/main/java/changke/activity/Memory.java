package changke.activity;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Which messages were seen in the last days. New keys go into the open part, which is small enough
/// to stay in memory; about the sealed parts a filter is asked first, and the database only where
/// the filter cannot say no.
@Component
class Memory {

  /// Keys are kept at least so long.
  static final Duration KEPT = Duration.ofHours(72);

  private static final Duration LONGEST_OPEN = Duration.ofHours(6);
  private static final long MOST_KEYS = 2_000_000;
  private static final int MOST_FILTERS = 128;

  private final Generations generations;
  private final SeenKeys keys;
  private final IntakePool pool;
  private final Clock clock;
  private final Map<Integer, KeyFilter> filters = new ConcurrentHashMap<>();
  private final AtomicLong added = new AtomicLong();
  private volatile Set<Integer> sealed = Set.of();
  private volatile int newest;

  Memory(Generations generations, SeenKeys keys, IntakePool pool, Clock clock) {
    this.generations = generations;
    this.keys = keys;
    this.pool = pool;
    this.clock = clock;
  }

  /// Remembers digests, which are sorted, in the running transaction of intake, and returns those
  /// that were not known.
  Set<UUID> remember(List<UUID> digests) {
    var jdbc = pool.jdbc();
    int open = generations.share(jdbc);
    if (open != newest) {
      refresh(open);
    }
    var known = known(digests);
    var candidates = digests;
    if (!known.isEmpty()) {
      candidates = new ArrayList<>(digests);
      candidates.removeIf(known::contains);
    }
    var fresh = candidates.isEmpty() ? Set.<UUID>of() : keys.add(jdbc, open, candidates);
    added.addAndGet(fresh.size());
    return fresh;
  }

  private Set<UUID> known(List<UUID> digests) {
    var known = new HashSet<UUID>();
    var unfiltered = new ArrayList<Integer>();
    for (var part : sealed) {
      var filter = filters.get(part);
      if (filter == null) {
        unfiltered.add(part);
        continue;
      }
      List<UUID> suspects = null;
      for (var digest : digests) {
        if (filter.mayHold(digest)) {
          suspects = suspects == null ? new ArrayList<>() : suspects;
          suspects.add(digest);
        }
      }
      if (suspects != null) {
        known.addAll(keys.in(pool.jdbc(), part, suspects));
      }
    }
    if (!unfiltered.isEmpty()) {
      known.addAll(keys.in(pool.jdbc(), unfiltered, digests));
    }
    return known;
  }

  private synchronized void refresh(int open) {
    if (open == newest) {
      return;
    }
    var all = new HashSet<Integer>();
    generations.sealed(pool.jdbc()).forEach(part -> all.add(part.number()));
    sealed = Set.copyOf(all);
    added.set(generations.count(pool.jdbc(), open));
    newest = open;
  }

  /// Runs again and again on every process: seals the open part when it is large or old, drops the
  /// parts whose time has passed, and makes or loads missing filters.
  void tend() {
    roll();
    var before = clock.instant().minus(KEPT);
    pool.transactions().executeWithoutResult(status -> generations.trim(pool.jdbc(), before));
    loadFilters();
  }

  private void roll() {
    var jdbc = pool.jdbc();
    var open = generations.open(jdbc);
    var tooOld = generations.openedAt(jdbc).isBefore(clock.instant().minus(LONGEST_OPEN));
    if (added.get() > MOST_KEYS || (tooOld && generations.count(jdbc, open) > 0)) {
      seal();
    }
  }

  /// Seals the open part.
  void seal() {
    pool.transactions()
        .executeWithoutResult(status -> {
          var jdbc = pool.jdbc();
          generations.roll(jdbc, generations.open(jdbc), clock.instant());
        });
  }

  private void loadFilters() {
    var parts = generations.sealed(pool.jdbc());
    var present = new HashMap<Integer, KeyFilter>();
    for (var part : parts.subList(0, Math.min(MOST_FILTERS, parts.size()))) {
      var loaded = filters.get(part.number());
      present.put(part.number(), loaded == null ? filter(part.number()) : loaded);
    }
    filters.putAll(present);
    filters.keySet().retainAll(present.keySet());
    if (!parts.isEmpty()) {
      forgetBefore(parts.getLast().number());
    }
  }

  /// Parts that were dropped need not be asked any more.
  private synchronized void forgetBefore(int oldest) {
    var left = new HashSet<>(sealed);
    left.removeIf(part -> part < oldest);
    sealed = Set.copyOf(left);
  }

  private KeyFilter filter(int number) {
    return generations
        .filter(pool.jdbc(), number)
        .map(KeyFilter::of)
        .orElseGet(() -> makeFilter(number));
  }

  private KeyFilter makeFilter(int number) {
    var made =
        pool.transactions()
            .execute(status -> {
              var count = generations.count(pool.jdbc(), number);
              var filter = new KeyFilter(count);
              generations.eachKey(pool.template(), number, filter::add);
              generations.keepFilter(pool.jdbc(), number, filter.toBytes(), count);
              return filter;
            });
    return Objects.requireNonNull(made);
  }
}
