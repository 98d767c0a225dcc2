package changke.journeys;

import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Choices;
import changke.identity.Identity;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the journal: who enters, who is to be looked at again, who reached a goal. It decides
/// nothing about steps; it keeps what is watched for, wakes whom it may concern, and [Drain]
/// decides from what is kept. So it does not matter what came first.
@Component
class Facts {

  static final String CONSUMER = "journeys";
  static final int AT_ONCE = 1_000;

  /// Older events are history: nobody enters by them.
  static final Duration FRESH = Duration.ofDays(2);

  private static final String PAID = "Order Paid";
  private static final String REFUNDED = "Order Refunded";

  private final Journal journal;
  private final JourneyRows journeys;
  private final Versions versions;
  private final Instances instances;
  private final SeenRows seen;
  private final PeopleRows people;
  private final Identity identity;
  private final Choices choices;
  private final Ids ids;
  private final Clock clock;

  Facts(
      Journal journal,
      JourneyRows journeys,
      Versions versions,
      Instances instances,
      SeenRows seen,
      PeopleRows people,
      Identity identity,
      Choices choices,
      Ids ids,
      Clock clock) {
    this.journal = journal;
    this.journeys = journeys;
    this.versions = versions;
    this.instances = instances;
    this.seen = seen;
    this.people = people;
    this.identity = identity;
    this.choices = choices;
    this.ids = ids;
    this.clock = clock;
  }

  /// A journey that people enter, with the version that they enter.
  record Open(Journey journey, int version, Definition definition) {}

  /// A batch; tells how many entries it held.
  int turn() {
    return journal.read(CONSUMER, AT_ONCE, this::take);
  }

  void take(List<Event> events) {
    var open = open();
    var watched = versions.watchedKinds();
    var facts =
        events.stream().map(Event::happening).filter(fact -> fact.person().isPresent()).toList();
    var kept = facts.stream().filter(fact -> watched.contains(fact.kind())).toList();
    seen.add(kept);
    seen.sell(
        facts.stream().filter(fact -> fact.source().isEmpty() && minor(fact) != 0).toList(),
        Facts::minor);
    var entered = enter(open, facts);
    look(kept, entered);
  }

  private List<Open> open() {
    return journeys.all().stream()
        .filter(journey -> journey.state() == Journey.State.LIVE)
        .map(journey -> {
          int version = java.util.Objects.requireNonNull(journey.live());
          return new Open(journey, version, versions.get(journey.id(), version));
        })
        .toList();
  }

  /// A wish to enter, before anybody asked whether that may be.
  private record Wish(Open into, Happening fact, PersonId person, String key) {}

  private Set<UUID> enter(List<Open> open, List<Happening> facts) {
    var now = clock.instant();
    var wishes = new ArrayList<Wish>();
    for (var fact : facts) {
      if (!fact.happenedAt().isBefore(now.minus(FRESH))) {
        for (var into : open) {
          key(into.definition().enter().trigger(), fact)
              .ifPresent(key -> wishes.add(new Wish(into, fact, fact.person().orElseThrow(), key)));
        }
      }
    }
    return enter(wishes, now);
  }

  /// Everybody of a part of a segment, at a time of the timetable.
  int enter(Open into, List<PersonId> whom, Instant at) {
    var wishes =
        whom.stream()
            .map(person ->
                new Wish(
                    into,
                    new Happening(
                        named(into.journey().id() + " " + at + " " + person),
                        "Scheduled",
                        Optional.of(person),
                        Optional.empty(),
                        at,
                        Map.of()),
                    person,
                    ""))
            .toList();
    return enter(wishes, clock.instant()).size();
  }

  private Set<UUID> enter(List<Wish> wishes, Instant now) {
    if (wishes.isEmpty()) {
      return Set.of();
    }
    var allowed = allowed(wishes);
    var last = last(wishes);
    var entering = new ArrayList<Instances.Entering>();
    var whom = new HashSet<UUID>();
    for (var wish : wishes.stream().filter(allowed::contains).toList()) {
      var before = last.get(place(wish));
      if (mayEnter(wish.into().definition().enter().reentry(), before, now)) {
        entering.add(entering(wish, before == null, now));
        last.put(
            place(wish),
            new Instances.Last(wish.into().journey().id(), wish.person(), wish.key(), now, true));
        whom.add(wish.person().value());
      }
    }
    instances.insert(entering, now);
    return whom;
  }

  private Instances.Entering entering(Wish wish, boolean first, Instant now) {
    return new Instances.Entering(
        ids.next(),
        wish.into().journey().id(),
        wish.into().version(),
        wish.person(),
        wish.key(),
        wish.fact().fact(),
        properties(wish.fact()),
        wish.fact().happenedAt(),
        first,
        now.plus(wish.into().definition().window()));
  }

  /// A second time is a rule with a gap, for each instance key by itself.
  static boolean mayEnter(Node.Reentry rule, Instances.@Nullable Last before, Instant now) {
    return before == null
        || (!before.inside()
            && rule.again()
            && !now.isBefore(before.enteredAt().plus(Duration.ofDays(rule.gapDays()))));
  }

  private record Place(UUID journey, PersonId person, String key) {}

  private static Place place(Wish wish) {
    return new Place(wish.into().journey().id(), wish.person(), wish.key());
  }

  private Map<Place, Instances.Last> last(List<Wish> wishes) {
    var all = new HashMap<Place, Instances.Last>();
    instances
        .latest(
            wishes.stream()
                .map(wish -> wish.person().value())
                .collect(java.util.stream.Collectors.toSet()),
            wishes.stream()
                .map(wish -> wish.into().journey().id())
                .collect(java.util.stream.Collectors.toSet()))
        .forEach(one -> all.put(new Place(one.journey(), one.person(), one.key()), one));
    return all;
  }

  /// Only people of this house, who are still there and want it.
  private Set<Wish> allowed(List<Wish> wishes) {
    var whom = new HashSet<PersonId>();
    wishes.forEach(wish -> whom.add(wish.person()));
    var here = identity.find(whom).keySet();
    var gone = people.gone(whom.stream().map(PersonId::value).toList());
    var impersonal = choices.impersonal(whom);
    var unpredicted = choices.unpredicted(whom);
    var allowed = new HashSet<Wish>();
    for (var wish : wishes) {
      var definition = wish.into().definition();
      var unwanted =
          impersonal.contains(wish.person())
              || (definition.byPrediction() && unpredicted.contains(wish.person()));
      if (here.contains(wish.person())
          && !gone.contains(wish.person().value())
          && (definition.owed() || !unwanted)) {
        allowed.add(wish);
      }
    }
    return allowed;
  }

  /// Wakes those inside whom a fact may concern, and notes goals, also of those who are held out or
  /// done. Whoever has just entered is looked at too: the goal's event may have come first.
  private void look(List<Happening> kept, Set<UUID> entered) {
    var by = new HashMap<UUID, Set<String>>();
    kept.forEach(fact ->
        by.computeIfAbsent(fact.person().orElseThrow().value(), id -> new HashSet<>())
            .add(fact.kind()));
    var whom = new HashSet<>(by.keySet());
    whom.addAll(entered);
    if (whom.isEmpty()) {
      return;
    }
    var all = instances.ofPeople(whom);
    if (all.isEmpty()) {
      return;
    }
    var since =
        all.stream()
            .map(one -> one.one().happenedAt())
            .min(Comparator.naturalOrder())
            .orElseThrow();
    var events = seen.of(whom, since);
    var awake = new ArrayList<UUID>();
    var goals = new LinkedHashMap<UUID, Instant>();
    for (var watched : all) {
      var one = watched.one();
      var definition = versions.get(one.journey(), one.version());
      var kinds = by.getOrDefault(one.person().value(), Set.of());
      if (!watched.over() && definition.watched().stream().anyMatch(kinds::contains)) {
        awake.add(one.id());
      }
      if (watched.watched()) {
        definition
            .goal()
            .flatMap(goal -> reached(goal.event(), watched, events))
            .ifPresent(at -> goals.put(one.id(), at));
      }
    }
    instances.reached(goals);
    instances.wake(awake, clock.instant());
  }

  private static Optional<Instant> reached(
      Match goal, Instances.Watched watched, Map<UUID, List<Match.Seen>> events) {
    var one = watched.one();
    return events.getOrDefault(one.person().value(), List.of()).stream()
        .filter(event -> !event.fact().equals(one.fact()))
        .filter(event -> !event.at().isBefore(one.happenedAt()))
        .filter(event -> !event.at().isAfter(watched.watchedTo()))
        .filter(event -> goal.fits(event, one.entry()))
        .map(Match.Seen::at)
        .min(Comparator.naturalOrder());
  }

  /// The instance key under which a fact brings its person in; empty when it does not.
  static Optional<String> key(Trigger trigger, Happening fact) {
    var properties = properties(fact);
    return switch (trigger) {
      case Trigger.Happens happens -> {
        if (!happens.event().fits(fact.kind(), properties, properties)) {
          yield Optional.empty();
        }
        yield happens.instance() == null
            ? Optional.of("")
            : Match.Properties.first(properties, happens.instance())
                .filter(key -> key.length() <= 200);
      }
      case Trigger.Moves moves ->
          fact.kind().equals(moves.entered() ? "Segment Entered" : "Segment Left")
                  && moves.segment().toString().equals(properties.get("segment"))
              ? Optional.of("")
              : Optional.empty();
      case Trigger.Schedule schedule -> Optional.empty();
      case Trigger.Prediction prediction ->
          fact.kind().equals(Trigger.Prediction.KIND)
                  && prediction.model().equals(properties.get("model"))
                  && properties.get("bp") instanceof Number bp
                  && bp.intValue() >= prediction.atLeastBp()
              ? Optional.of("")
              : Optional.empty();
    };
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> properties(Happening fact) {
    return fact.body().get("properties") instanceof Map<?, ?> map
        ? (Map<String, Object>) map
        : Map.of();
  }

  /// What an order brought, or took back.
  private static long minor(Happening fact) {
    if (!fact.kind().equals(PAID) && !fact.kind().equals(REFUNDED)) {
      return 0;
    }
    var total = properties(fact).get("total_minor");
    long minor = total instanceof Number number ? number.longValue() : 0;
    return fact.kind().equals(PAID) ? minor : -minor;
  }

  private static UUID named(String text) {
    return UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
