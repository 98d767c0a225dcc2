package changke.activity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The keys that may be used, read again every few seconds. A key that is not among them is looked
/// for by itself before it is refused; when the database does not answer, nobody is refused.
@Component
class Keyring {

  private static final Duration FRESH = Duration.ofSeconds(3);

  private record Snapshot(Map<String, WriteKeys.Valid> keys, long readAtNanos) {
    boolean isOlderThan(Duration age) {
      return System.nanoTime() - readAtNanos > age.toNanos();
    }
  }

  private final IntakePool pool;
  private final Clock clock;
  private volatile Snapshot snapshot =
      new Snapshot(Map.of(), System.nanoTime() - FRESH.toNanos() * 2);

  Keyring(IntakePool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /// The source of a key; throws when the database has to be asked and does not answer.
  Optional<Source> find(String key) {
    var digest = HexFormat.of().formatHex(Digests.sha256(key));
    var found = usable(current(FRESH), digest);
    return found.isPresent() ? found : look(digest);
  }

  /// One at a time, so that a flood of wrong keys leaves the connections to others.
  private synchronized Optional<Source> look(String digest) {
    return WriteKeys.valid(pool.jdbc(), HexFormat.of().parseHex(digest), clock.instant())
        .map(WriteKeys.Valid::source);
  }

  private Optional<Source> usable(Snapshot keys, String digest) {
    var now = clock.instant();
    return Optional.ofNullable(keys.keys().get(digest))
        .filter(key -> key.retiresAt() == null || key.retiresAt().isAfter(now))
        .map(WriteKeys.Valid::source);
  }

  private Snapshot current(Duration age) {
    var known = snapshot;
    return known.isOlderThan(age) ? read(age, clock.instant()) : known;
  }

  private synchronized Snapshot read(Duration age, Instant now) {
    if (snapshot.isOlderThan(age)) {
      var keys = new HashMap<String, WriteKeys.Valid>();
      WriteKeys.valid(pool.jdbc(), now).forEach(key -> keys.put(key.digest(), key));
      snapshot = new Snapshot(keys, System.nanoTime());
    }
    return snapshot;
  }
}
