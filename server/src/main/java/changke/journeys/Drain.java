package changke.journeys;

import changke.audience.Choices;
import changke.audience.Profile;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.identity.Identity;
import changke.identity.Person;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Moves people on who are due, a batch a transaction: every step, what it brought about and where
/// the person is then are there together or not at all. Several processes share the work.
@Component
class Drain {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  static final int AT_ONCE = 200;
  private static final int MOST_TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
  static final Duration SEEN_KEPT = Duration.ofDays(100);

  private final Instances instances;
  private final JourneyRows journeys;
  private final Versions versions;
  private final StepRows steps;
  private final SeenRows seen;
  private final PeopleRows people;
  private final Acts acts;
  private final Mail mail;
  private final Identity identity;
  private final Choices choices;
  private final Segments segments;
  private final Profiles profiles;
  private final TransactionOperations transaction;
  private final Clock clock;

  Drain(
      Instances instances,
      JourneyRows journeys,
      Versions versions,
      StepRows steps,
      SeenRows seen,
      PeopleRows people,
      Acts acts,
      Mail mail,
      Identity identity,
      Choices choices,
      Segments segments,
      Profiles profiles,
      TransactionOperations transaction,
      Clock clock) {
    this.instances = instances;
    this.journeys = journeys;
    this.versions = versions;
    this.steps = steps;
    this.seen = seen;
    this.people = people;
    this.acts = acts;
    this.mail = mail;
    this.identity = identity;
    this.choices = choices;
    this.segments = segments;
    this.profiles = profiles;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Everything one batch needs, read at once.
  private record Around(
      Map<UUID, Journey> journeys,
      Map<PersonId, Person> people,
      Map<UUID, List<Match.Seen>> seen,
      Map<UUID, Set<String>> tags,
      Set<UUID> gone,
      Set<PersonId> impersonal,
      Set<PersonId> unpredicted,
      Instant now) {}

  private record Written(List<StepRows.Done> steps, List<Instances.Moved> moved) {}

  /// One batch; tells how many were due. When something in it fails, everybody of it is tried
  /// alone: one whose step cannot be done keeps nobody else back.
  int turn() {
    try {
      Integer done =
          transaction.execute(status -> advance(instances.claim(clock.instant(), AT_ONCE)));
      return done == null ? 0 : done;
    } catch (RuntimeException e) {
      log.warn("a batch of steps is done one by one: {}", e.getClass().getSimpleName());
      return oneByOne();
    }
  }

  private int oneByOne() {
    var due = instances.due(clock.instant(), AT_ONCE);
    for (var id : due) {
      try {
        transaction.executeWithoutResult(
            status -> instances.claim(id, clock.instant()).ifPresent(one -> advance(List.of(one))));
      } catch (RuntimeException e) {
        log.warn("a step of {} is tried again later", id, e);
        var now = clock.instant();
        transaction.executeWithoutResult(
            status -> instances.fail(id, MOST_TRIES, now.plus(FIRST_PAUSE), now));
      }
    }
    return due.size();
  }

  private int advance(List<Instance> claimed) {
    if (claimed.isEmpty()) {
      return 0;
    }
    var around = around(claimed);
    var written = new Written(new ArrayList<>(), new ArrayList<>());
    // In the order of people: two processes lock what is people's in the same order.
    claimed.stream()
        .sorted(Comparator.comparing((Instance one) -> one.person().toString()))
        .forEach(one -> written.moved().add(run(one, around, written.steps())));
    steps.insert(written.steps(), around.now());
    instances.move(written.moved(), around.now());
    return claimed.size();
  }

  private Around around(List<Instance> claimed) {
    var now = clock.instant();
    var ids = new HashSet<UUID>();
    var whom = new HashSet<PersonId>();
    claimed.forEach(one -> {
      ids.add(one.person().value());
      whom.add(one.person());
    });
    var byId = new HashMap<UUID, Journey>();
    journeys.all().forEach(journey -> byId.put(journey.id(), journey));
    var since =
        claimed.stream().map(Instance::happenedAt).min(Comparator.naturalOrder()).orElse(now);
    var oldest = now.minus(SEEN_KEPT);
    return new Around(
        byId,
        identity.find(whom),
        seen.of(ids, since.isBefore(oldest) ? oldest : since),
        people.tags(ids),
        people.gone(ids),
        choices.impersonal(whom),
        choices.unpredicted(whom),
        now);
  }

  /// Goes on until the person has to wait or is done.
  private Instances.Moved run(Instance start, Around around, List<StepRows.Done> done) {
    var one = start;
    var journey = around.journeys().get(one.journey());
    var person = around.people().get(one.person());
    var definition = versions.get(one.journey(), one.version());
    var out = out(one, definition, journey, person, around);
    if (out.isPresent() || journey == null || person == null) {
      return end(one, null, out.orElse("GONE"), done);
    }
    var tags = new HashSet<>(around.tags().getOrDefault(one.person().value(), Set.of()));
    var known = knowledge(person, around, tags);
    String arm = null;
    while (true) {
      switch (Steps.decide(definition, journey.key(), one, known, around.now())) {
        case Steps.Next.Go(var node, var outcome, var fact) -> {
          done.add(new StepRows.Done(one, outcome, null, 0));
          arm = outcome.equals("TREATED") ? outcome : arm;
          one = fact.map(one::using).orElse(one).at(node, around.now());
        }
        case Steps.Next.Sleep(var until) -> {
          return new Instances.Moved(one, until, arm, null);
        }
        case Steps.Next.Do(var action, var next) -> {
          var effect =
              acts.perform(action, new Acts.For(journey, definition, one, person, around.now()));
          done.add(new StepRows.Done(one, effect.outcome(), effect.detail(), effect.costMinor()));
          if (action instanceof Action.Tag(var tag, var on)) {
            var changed = on ? tags.add(tag) : tags.remove(tag);
            log.trace("tag {} {}", tag, changed);
          }
          one = one.at(next, around.now());
        }
        case Steps.Next.Held(var by) -> {
          done.add(new StepRows.Done(one, "HELD " + by, null, 0));
          return new Instances.Moved(one, null, by, "HELD");
        }
        case Steps.Next.End(var why) -> {
          return end(one, arm, why, done);
        }
      }
    }
  }

  private static Instances.Moved end(
      Instance one, @Nullable String arm, String why, List<StepRows.Done> done) {
    done.add(new StepRows.Done(one, "END " + why, null, 0));
    return new Instances.Moved(one, null, arm, why);
  }

  /// Why somebody is taken out before anything is decided. What is owed is owed also to those who
  /// do not want to be followed.
  private static Optional<String> out(
      Instance one,
      Definition definition,
      @Nullable Journey journey,
      @Nullable Person person,
      Around around) {
    if (person == null || around.gone().contains(one.person().value())) {
      return Optional.of("ERASED");
    }
    if (journey == null || journey.offAt() != null) {
      return Optional.of("OFF");
    }
    var unwanted =
        around.impersonal().contains(one.person())
            || (definition.byPrediction() && around.unpredicted().contains(one.person()));
    return unwanted && !definition.owed() ? Optional.of("NOT_WANTED") : Optional.empty();
  }

  private Knowledge knowledge(Person person, Around around, Set<String> tags) {
    var id = person.id().value();
    var belongs = new HashMap<String, Set<UUID>>();
    var profile = new HashMap<String, Optional<Profile>>();
    return new Knowledge(
        person.zone(),
        around.seen().getOrDefault(id, List.of()),
        tags,
        segment ->
            belongs
                .computeIfAbsent("", key -> segments.of(profiles.root(id)).keySet())
                .contains(segment),
        trait ->
            trait.equals("language")
                ? Optional.of(person.language().getLanguage())
                : profile
                    .computeIfAbsent("", key -> profiles.find(id))
                    .flatMap(found -> trait(found, trait)),
        () -> mail.isHeldOut(person.id()));
  }

  static Optional<String> trait(Profile profile, String trait) {
    return switch (trait) {
      case "stage" -> Optional.ofNullable(profile.stage()).map(Enum::name);
      case "orders" -> Optional.of(Integer.toString(profile.orders()));
      case "net_minor" -> Optional.of(Long.toString(profile.netMinor()));
      default -> Optional.empty();
    };
  }
}
