package changke.journeys;

import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.audience.Profiles;
import changke.audience.Segments;
import changke.identity.Identity;
import changke.identity.Person;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A draft tried on last month's people: who would have entered, what would have been sent and what
/// it would have cost. Nothing happens to anybody.
@Component
public class Simulation {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final int AT_ONCE = 5_000;
  private static final int MOST_EVENTS = 300_000;

  private final Journal journal;
  private final Identity identity;
  private final Segments segments;
  private final Profiles profiles;
  private final Mail mail;
  private final Acts acts;
  private final Clock clock;

  Simulation(
      Journal journal,
      Identity identity,
      Segments segments,
      Profiles profiles,
      Mail mail,
      Acts acts,
      Clock clock) {
    this.journal = journal;
    this.identity = identity;
    this.segments = segments;
    this.profiles = profiles;
    this.mail = mail;
    this.acts = acts;
    this.clock = clock;
  }

  /// What would have happened.
  ///
  /// @param looked people whose month was looked at
  /// @param passed by step, how often somebody passed; `here` who would be there now
  /// @param mostMessages to one person
  /// @param costMinor of coupons and points at most
  public record Outcome(
      long looked,
      long entered,
      long instances,
      long held,
      long goals,
      Map<String, Long> passed,
      Map<String, Long> here,
      long messages,
      int mostMessages,
      long costMinor) {

    /// Messages to everybody who entered, on average.
    public double messagesPerPerson() {
      return entered == 0 ? 0 : (double) messages / entered;
    }
  }

  /// Replays the last thirty days; of a very busy month the last 300,000 events that matter.
  public Outcome run(Definition definition, String key) {
    var lives = lives(definition);
    var people = identity.find(lives.keySet());
    lives.keySet().retainAll(people.keySet());
    return Simulator.run(
        definition,
        key,
        lives,
        (person, seen, tags) ->
            knowledge(java.util.Objects.requireNonNull(people.get(person)), seen, tags),
        this::cost,
        clock.instant());
  }

  private Map<PersonId, List<Happening>> lives(Definition definition) {
    var lives = new HashMap<PersonId, List<Happening>>();
    var kinds = new HashSet<>(definition.watched());
    kinds.addAll(entering(definition.enter().trigger()));
    var from = clock.instant().minus(MONTH);
    long position = journal.before(from);
    int kept = 0;
    while (kept < MOST_EVENTS) {
      var part = journal.after(position, AT_ONCE);
      if (part.isEmpty()) {
        return lives;
      }
      position = part.getLast().position();
      for (var fact : part.stream().map(Event::happening).toList()) {
        if (kinds.contains(fact.kind())
            && fact.person().isPresent()
            && fact.happenedAt().isAfter(from)) {
          kept++;
          lives.computeIfAbsent(fact.person().get(), person -> new ArrayList<>()).add(fact);
        }
      }
    }
    return lives;
  }

  private static List<String> entering(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Happens happens -> List.of(happens.event().kind());
      case Trigger.Moves moves -> List.of(moves.entered() ? "Segment Entered" : "Segment Left");
      case Trigger.Schedule schedule -> List.of();
      case Trigger.Prediction prediction -> List.of(Trigger.Prediction.KIND);
    };
  }

  private Knowledge knowledge(Person person, List<Match.Seen> seen, java.util.Set<String> tags) {
    var id = person.id().value();
    return new Knowledge(
        person.zone(),
        seen,
        tags,
        segment -> segments.of(profiles.root(id)).containsKey(segment),
        trait ->
            trait.equals("language")
                ? Optional.of(person.language().getLanguage())
                : profiles.find(id).flatMap(found -> Drain.trait(found, trait)),
        () -> mail.isHeldOut(person.id()));
  }

  private long cost(Action action) {
    return switch (action) {
      case Action.Coupon coupon -> acts.worth(coupon.terms());
      case Action.Points points -> acts.worth(points.points());
      default -> 0;
    };
  }
}
