package changke.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// What some entries of the journal add to the projection, summed up before anything is written.
final class Delta {

  record Key(UUID identity, String kind) {}

  /// @param house whether the id is that of a person who signed up here
  record Sighting(Unit unit, boolean house) {
    Sighting or(Sighting other) {
      return house ? this : other.house ? other : this;
    }
  }

  /// A merge, or its undoing.
  record Join(UUID link, UUID from, UUID to, boolean undone) {}

  final Map<UUID, Sighting> seen = new LinkedHashMap<>();
  final Map<Key, Acts> acts = new LinkedHashMap<>();
  final Map<DealRows.Key, DealRows.Deal> deals = new LinkedHashMap<>();
  final Map<TraitRows.Key, TraitRows.Said> traits = new LinkedHashMap<>();
  final List<Join> joins = new ArrayList<>();
  final Map<String, Unit> kinds = new HashMap<>();
  final Set<UUID> erased = new LinkedHashSet<>();

  void sight(UUID identity, Unit unit, boolean house) {
    seen.merge(identity, new Sighting(unit, house), Sighting::or);
  }

  void act(UUID identity, Unit unit, String kind, Acts once) {
    acts.merge(new Key(identity, kind), once, Acts::plus);
    kinds.put(kind, unit);
  }

  void deal(UUID identity, UUID purchase, DealRows.Deal deal) {
    deals.merge(new DealRows.Key(identity, purchase), deal, DealRows.Deal::plus);
  }

  void trait(UUID identity, String name, TraitRows.Said said) {
    traits.merge(new TraitRows.Key(identity, name), said, TraitRows.Said::orLater);
  }

  /// Takes out everything about these.
  void drop(Set<UUID> identities) {
    if (!identities.isEmpty()) {
      seen.keySet().removeAll(identities);
      acts.keySet().removeIf(key -> identities.contains(key.identity()));
      deals.keySet().removeIf(key -> identities.contains(key.identity()));
      traits.keySet().removeIf(key -> identities.contains(key.identity()));
      joins.removeIf(join -> identities.contains(join.from()) || identities.contains(join.to()));
    }
  }

  Set<UUID> joined() {
    var ids = new LinkedHashSet<UUID>();
    joins.forEach(join -> {
      ids.add(join.from());
      ids.add(join.to());
    });
    return ids;
  }
}
