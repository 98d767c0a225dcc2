package changke.journeys;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person on the way through a version of a journey.
///
/// @param key tells instances of one person apart; empty when there is one at a time
/// @param fact the event by which the person entered, `entry` its properties, `happenedAt` when
///   that was
/// @param epoch how many steps were done before; it grows with every step
/// @param arrivedAt when the person came to `node`
/// @param used facts that a wait was over by; they do not end another
record Instance(
    UUID id,
    UUID journey,
    int version,
    PersonId person,
    String key,
    UUID fact,
    Map<String, Object> entry,
    Instant happenedAt,
    Instant enteredAt,
    String node,
    int epoch,
    Instant arrivedAt,
    Set<UUID> used,
    int tries,
    @Nullable Instant goalAt) {

  Instance {
    used = Set.copyOf(used);
  }

  Instance at(String next, Instant now) {
    return new Instance(
        id,
        journey,
        version,
        person,
        key,
        fact,
        entry,
        happenedAt,
        enteredAt,
        next,
        epoch + 1,
        now,
        used,
        tries,
        goalAt);
  }

  Instance using(UUID fact) {
    var more = new java.util.HashSet<>(used);
    more.add(fact);
    return new Instance(
        id,
        journey,
        version,
        person,
        key,
        fact,
        entry,
        happenedAt,
        enteredAt,
        node,
        epoch,
        arrivedAt,
        more,
        tries,
        goalAt);
  }

  /// Names an effect of the present step once and for all.
  String request() {
    return "journey " + id + " " + node + " " + epoch;
  }
}
