package changke.journeys;

import changke.activity.Happening;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;

/// Walks people of the past through a draft: the same decisions, at the times at which they would
/// have been made. Pure.
final class Simulator {

  /// What is not known of the past is taken as it is now: segments, tags and traits.
  interface Crowd {
    Knowledge of(PersonId person, List<Match.Seen> seen, Set<String> tags);
  }

  private final Definition definition;
  private final String key;
  private final Crowd crowd;
  private final ToLongFunction<Action> cost;
  private final Instant end;
  private final Map<String, Long> passed = new HashMap<>();
  private final Map<String, Long> here = new HashMap<>();
  private final Map<PersonId, Integer> messages = new HashMap<>();
  private final Set<PersonId> entered = new HashSet<>();
  private long instances;
  private long held;
  private long goals;
  private long costMinor;

  Simulator(
      Definition definition, String key, Crowd crowd, ToLongFunction<Action> cost, Instant end) {
    this.definition = definition;
    this.key = key;
    this.crowd = crowd;
    this.cost = cost;
    this.end = end;
  }

  static Simulation.Outcome run(
      Definition definition,
      String key,
      Map<PersonId, List<Happening>> lives,
      Crowd crowd,
      ToLongFunction<Action> cost,
      Instant end) {
    var simulator = new Simulator(definition, key, crowd, cost, end);
    lives.forEach(simulator::live);
    return simulator.outcome(lives.size());
  }

  private Simulation.Outcome outcome(int looked) {
    long sent = messages.values().stream().mapToLong(Integer::longValue).sum();
    int most = messages.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    return new Simulation.Outcome(
        looked,
        entered.size(),
        instances,
        held,
        goals,
        Map.copyOf(passed),
        Map.copyOf(here),
        sent,
        most,
        costMinor);
  }

  private void live(PersonId person, List<Happening> life) {
    var events = life.stream().sorted(Comparator.comparing(Happening::happenedAt)).toList();
    var last = new HashMap<String, Instances.Last>();
    var busyTo = new HashMap<String, Instant>();
    for (var event : events) {
      var into = Facts.key(definition.enter().trigger(), event);
      if (into.isEmpty()) {
        continue;
      }
      var at = event.happenedAt();
      var before = last.get(into.get());
      var inside = busyTo.getOrDefault(into.get(), Instant.MIN).isAfter(at);
      var known =
          before == null
              ? null
              : new Instances.Last(
                  before.journey(), person, into.get(), before.enteredAt(), inside);
      if (Facts.mayEnter(definition.enter().reentry(), known, at)) {
        last.put(into.get(), new Instances.Last(event.fact(), person, into.get(), at, true));
        busyTo.put(into.get(), walk(person, event, into.get(), events));
      }
    }
  }

  /// One way through; tells when it was over.
  private Instant walk(PersonId person, Happening entry, String instance, List<Happening> events) {
    entered.add(person);
    instances++;
    var at = entry.happenedAt();
    var one =
        new Instance(
            entry.fact(),
            entry.fact(),
            0,
            person,
            instance,
            entry.fact(),
            Facts.properties(entry),
            at,
            at,
            Definition.ENTER,
            0,
            at,
            Set.of(),
            0,
            null);
    var tags = new HashSet<String>();
    var watched = definition.watched();
    var relevant =
        events.stream()
            .filter(event -> watched.contains(event.kind()))
            .map(Simulator::seen)
            .toList();
    var now = at;
    while (true) {
      var until = now;
      var seen = relevant.stream().filter(event -> !event.at().isAfter(until)).toList();
      var next = Steps.decide(definition, key, one, crowd.of(person, seen, tags), now);
      switch (next) {
        case Steps.Next.Go(var node, var outcome, var fact) -> {
          passed.merge(one.node(), 1L, Long::sum);
          one = fact.map(one::using).orElse(one).at(node, now);
        }
        case Steps.Next.Do(var action, var node) -> {
          passed.merge(one.node(), 1L, Long::sum);
          act(person, action, tags);
          one = one.at(node, now);
        }
        case Steps.Next.Sleep(var wake) -> {
          now = earlier(wake, relevant, now);
          if (!now.isBefore(end)) {
            here.merge(one.node(), 1L, Long::sum);
            return end;
          }
        }
        case Steps.Next.Held(var by) -> {
          passed.merge(one.node(), 1L, Long::sum);
          held++;
          return now;
        }
        case Steps.Next.End(var why) -> {
          passed.merge(one.node(), 1L, Long::sum);
          goals += why.equals("GOAL") ? 1 : 0;
          return now;
        }
      }
    }
  }

  private void act(PersonId person, Action action, Set<String> tags) {
    costMinor += cost.applyAsLong(action);
    switch (action) {
      case Action.Message message -> messages.merge(person, 1, Integer::sum);
      case Action.Tag(var tag, var on) when on -> tags.add(tag);
      case Action.Tag(var tag, var on) -> tags.remove(tag);
      default -> {}
    }
  }

  private static Instant earlier(Instant wake, List<Match.Seen> relevant, Instant now) {
    return relevant.stream()
        .map(Match.Seen::at)
        .filter(at -> at.isAfter(now) && at.isBefore(wake))
        .min(Comparator.naturalOrder())
        .orElse(wake);
  }

  private static Match.Seen seen(Happening event) {
    return new Match.Seen(event.fact(), event.kind(), event.happenedAt(), Facts.properties(event));
  }
}
