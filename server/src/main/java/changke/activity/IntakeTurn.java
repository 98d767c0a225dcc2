package changke.activity;

import changke.platform.AesGcm;
import changke.shared.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes several deliveries in one transaction, so that they share one sync of the log: what was
/// seen before is left out, the rest goes straight into the journal under the lock that gives
/// positions. Digests are taken before that lock, so that nobody waits for a digest while holding
/// it.
@Component
class IntakeTurn {

  private final IntakePool pool;
  private final Memory memory;
  private final Events events;
  private final Links links;
  private final Traits traits;
  private final Rejections rejections;
  private final Ids ids;
  private final Clock clock;
  private final Counter written;
  private final Counter again;

  IntakeTurn(
      IntakePool pool,
      Memory memory,
      Events events,
      Links links,
      Traits traits,
      Rejections rejections,
      Ids ids,
      Clock clock,
      MeterRegistry measures) {
    this.pool = pool;
    this.memory = memory;
    this.events = events;
    this.links = links;
    this.traits = traits;
    this.rejections = rejections;
    this.ids = ids;
    this.clock = clock;
    written = measures.counter("changke.intake.written");
    again = measures.counter("changke.intake.again");
  }

  private record Row(Entry entry, @Nullable UUID source) {}

  /// All of it is durable when this returns, or nothing.
  void write(List<Bundle> bundles) {
    pool.transactions().executeWithoutResult(status -> writeIn(bundles));
  }

  private void writeIn(List<Bundle> bundles) {
    var now = clock.instant();
    var fresh = fresh(bundles);
    var merges = claim(fresh, now);
    for (var bundle : bundles) {
      if (!bundle.rejections().isEmpty()) {
        rejections.add(pool.jdbc(), bundle.source().id(), bundle.rejections(), now);
      }
    }
    fresh.addAll(merges);
    append(sealed(fresh), now);
  }

  private List<Row> fresh(List<Bundle> bundles) {
    var rows = new ArrayList<Row>();
    var inside = new HashSet<UUID>();
    int all = 0;
    for (var bundle : bundles) {
      for (var entry : bundle.entries()) {
        all++;
        if (!entry.named() || inside.add(entry.fact())) {
          rows.add(new Row(entry, bundle.source().id()));
        }
      }
    }
    if (!inside.isEmpty()) {
      var unknown = memory.remember(inside.stream().sorted(Digests.AS_STORED).toList());
      if (unknown.size() < inside.size()) {
        rows.removeIf(row -> row.entry().named() && !unknown.contains(row.entry().fact()));
      }
    }
    written.increment(rows.size());
    again.increment(all - rows.size());
    return rows;
  }

  /// What is said about people is closed under their own keys.
  private List<Row> sealed(List<Row> rows) {
    var owners = new HashSet<UUID>();
    for (var row : rows) {
      if (!row.entry().traits().isEmpty() && row.entry().owner() != null) {
        owners.add(row.entry().owner());
      }
    }
    if (owners.isEmpty()) {
      return rows;
    }
    var keys = traits.keys(pool.jdbc(), owners);
    return rows.stream().map(row -> new Row(sealed(row.entry(), keys), row.source())).toList();
  }

  private static Entry sealed(Entry entry, Map<UUID, AesGcm> keys) {
    var owner = entry.owner();
    return entry.traits().isEmpty() || owner == null
        ? entry
        : entry.withBody(Traits.seal(keys, owner, entry.body(), entry.traits()));
  }

  /// Links what has proof; every new link is an entry of its own.
  private List<Row> claim(List<Row> fresh, Instant now) {
    var made = new ArrayList<Row>();
    var bySource = new LinkedHashMap<UUID, Map<UUID, Entry.Claim>>();
    for (var row : fresh) {
      var claim = row.entry().claim();
      if (claim != null && row.source() != null) {
        bySource
            .computeIfAbsent(row.source(), source -> new LinkedHashMap<>())
            .putIfAbsent(claim.from(), claim);
      }
    }
    bySource.forEach((source, claims) ->
        links
            .claim(pool.jdbc(), List.copyOf(claims.values()), source, now)
            .forEach(link -> made.add(new Row(merged(link, now), source))));
    return made;
  }

  private Entry merged(Link link, Instant now) {
    var properties = Map.of("properties", Identities.properties(link));
    return new Entry(
        ids.next(),
        false,
        "Identities Merged",
        link.to(),
        link.from(),
        now,
        JsonMapper.shared().writeValueAsString(properties));
  }

  private void append(List<Row> rows, Instant now) {
    if (rows.isEmpty()) {
      return;
    }
    // The row of positions is held from here to the commit.
    var last = events.reserve(pool.jdbc(), rows.size());
    var copy = new EventRows(rows.size() * 768);
    for (int i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      copy.add(last + 1 + i, now, row.entry(), ownOr(row.source()));
    }
    events.copyIn(pool.copying(), copy);
  }

  /// What the house's own pages say is its own.
  private static @Nullable UUID ownOr(@Nullable UUID source) {
    return Source.OWN_PAGES.equals(source) ? null : source;
  }
}
