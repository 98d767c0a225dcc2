package changke.audience;

import changke.activity.Event;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Writes what the journal says into one generation's tables. Everything is kept under the identity
/// that it came with; who belongs together is known beside it, so that a merge can be undone.
@Component
class Projection {

  private static final int MOST_KINDS = 100;
  private static final String OTHER = "Other";

  private final IdentityRows identities;
  private final LinkRows links;
  private final ActRows acts;
  private final DealRows deals;
  private final TraitRows traits;
  private final ErasedRows erased;
  private final Clock clock;
  private final Set<String> known = java.util.concurrent.ConcurrentHashMap.newKeySet();

  Projection(
      IdentityRows identities,
      LinkRows links,
      ActRows acts,
      DealRows deals,
      TraitRows traits,
      ErasedRows erased,
      Clock clock) {
    this.identities = identities;
    this.links = links;
    this.acts = acts;
    this.deals = deals;
    this.traits = traits;
    this.erased = erased;
    this.clock = clock;
  }

  /// Takes entries in and returns the roots of everybody whom they concern, of before and after.
  Set<UUID> take(Generation generation, List<Event> events) {
    int number = generation.number();
    var delta = Reading.of(events, generation.calendar());
    var touched = new HashSet<UUID>();
    if (!delta.erased.isEmpty()) {
      touched.addAll(forget(number, delta.erased));
    }
    delta.drop(erased.among(new ArrayList<>(delta.seen.keySet())));
    if (delta.seen.isEmpty()) {
      return touched;
    }
    identities.add(number, delta.seen);
    if (!delta.joins.isEmpty()) {
      touched.addAll(join(number, delta));
    }
    acts.save(number, united(number, delta));
    deals.add(number, delta.deals);
    traits.put(number, delta.traits);
    noteKinds(delta);
    touched.addAll(identities.roots(number, delta.seen.keySet()));
    return touched;
  }

  /// What these identities did so far and now. Whoever does things under ever new names does
  /// something other from the hundredth name on.
  private Map<Delta.Key, Acts> united(int generation, Delta delta) {
    var ids = new HashSet<UUID>();
    delta.acts.keySet().forEach(key -> ids.add(key.identity()));
    var before = acts.of(generation, ids);
    var after = new LinkedHashMap<Delta.Key, Acts>();
    delta.acts.forEach((key, fresh) -> {
      var mine = before.computeIfAbsent(key.identity(), id -> new HashMap<>());
      var kind = mine.containsKey(key.kind()) || mine.size() < MOST_KINDS ? key.kind() : OTHER;
      after.put(new Delta.Key(key.identity(), kind), mine.merge(kind, fresh, Acts::plus));
    });
    return after;
  }

  private void noteKinds(Delta delta) {
    var fresh = new HashMap<>(delta.kinds);
    fresh.keySet().removeAll(known);
    if (!fresh.isEmpty() && known.size() < 10_000) {
      acts.addKinds(fresh);
      known.addAll(fresh.keySet());
    }
  }

  /// Finds the new roots of everybody who hangs together with somebody who was merged or undone.
  private Set<UUID> join(int generation, Delta delta) {
    var ends = delta.joined();
    var concerned = new HashSet<>(links.connected(generation, ends));
    delta.joins.forEach(join -> links.put(generation, join));
    concerned.addAll(links.connected(generation, ends));
    var before = identities.roots(generation, concerned);
    var up = new HashMap<UUID, UUID>();
    links.standing(generation, concerned).forEach(edge -> up.putIfAbsent(edge.from(), edge.to()));
    var byRoot = new HashMap<UUID, List<UUID>>();
    for (var id : concerned) {
      byRoot.computeIfAbsent(top(id, up), root -> new ArrayList<>()).add(id);
    }
    byRoot.forEach((root, members) -> identities.move(generation, members, root));
    before.addAll(byRoot.keySet());
    return before;
  }

  private static UUID top(UUID id, Map<UUID, UUID> up) {
    var at = id;
    for (int steps = 0; steps < 1_000 && up.containsKey(at); steps++) {
      at = up.get(at);
    }
    return at;
  }

  /// Removes everything about these identities, for good, and returns whose roots they were.
  Set<UUID> forget(int generation, Set<UUID> ids) {
    var roots = identities.roots(generation, ids);
    erased.add(ids, clock.instant());
    acts.remove(generation, ids);
    deals.remove(generation, ids);
    traits.remove(generation, ids);
    links.remove(generation, ids);
    identities.remove(generation, ids);
    return roots;
  }
}
