package changke.play;

import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Identity;
import changke.identity.Person;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Quests and achievements: what a person can do today and ever, and how facts move it on. A fact
/// moves a quest once, however often and in whatever order facts arrive; what is done is paid once
/// and stays.
@Component
public class Quests {

  private static final Duration MONTH = Duration.ofDays(30);

  private final QuestRows rows;
  private final BadgeRows badges;
  private final Pauses pauses;
  private final Payouts payouts;
  private final Journal journal;
  private final Identity identity;
  private final Ids ids;
  private final Clock clock;

  Quests(
      QuestRows rows,
      BadgeRows badges,
      Pauses pauses,
      Payouts payouts,
      Journal journal,
      Identity identity,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.badges = badges;
    this.pauses = pauses;
    this.payouts = payouts;
    this.journal = journal;
    this.identity = identity;
    this.ids = ids;
    this.clock = clock;
  }

  /// What came of a draft.
  public sealed interface Published {
    /// It counts facts from now on.
    record Done(UUID id) implements Published {}

    /// It is no quest, and this is why.
    record Unfit(List<QuestDraft.Problem> problems) implements Published {}
  }

  /// How often a quest was begun and finished, and what that gave.
  public record Result(Quest quest, long people, long done, long points) {}

  /// All quests, those in force first.
  public List<Quest> all() {
    return rows.all();
  }

  /// How far a person is with everything that is in force, today's quests first.
  public List<QuestProgress> progress(Person person) {
    var now = clock.instant();
    var today = LocalDate.ofInstant(now, person.zone());
    var standings =
        rows.of(person.id(), today).stream()
            .collect(Collectors.toMap(s -> s.quest() + " " + s.day(), s -> s));
    var progress = new ArrayList<QuestProgress>();
    for (var quest : rows.all()) {
      var day = quest.kind() == Quest.Kind.DAILY ? today : Quest.EVER;
      var standing = standings.get(quest.id() + " " + day);
      if (quest.endedAt() == null || (standing != null && standing.done())) {
        progress.add(
            new QuestProgress(
                quest,
                standing == null ? 0 : standing.steps(),
                standing != null && standing.done()));
      }
    }
    return List.copyOf(progress);
  }

  @Transactional
  public Published publish(QuestDraft draft, PersonId operator) {
    var problems = draft.problems();
    if (!problems.isEmpty()) {
      return new Published.Unfit(problems);
    }
    var id = ids.next();
    rows.insert(id, draft, operator, clock.instant());
    return new Published.Done(id);
  }

  /// It counts nothing more; what was done stays.
  @Transactional
  public boolean end(UUID quest) {
    return rows.end(quest, clock.instant());
  }

  public List<Result> results() {
    return rows.all().stream()
        .map(quest -> {
          var count = rows.count(quest.id());
          return new Result(quest, count.people(), count.done(), count.done() * quest.points());
        })
        .toList();
  }

  /// What a draft would cost at most in a month, in points: everybody who checked in during the
  /// last thirty days does it every day, or once.
  public long mostPointsAMonth(QuestDraft draft) {
    long people = Math.max(1, rows.activePeople(clock.instant().minus(MONTH)));
    long times = draft.kind() == Quest.Kind.DAILY ? MONTH.toDays() : 1;
    return Math.multiplyExact(Math.multiplyExact(people, times), Math.max(0, draft.points()));
  }

  /// Moves on whatever these facts move; in the transaction in which the journal hands them over.
  void take(List<Event> events) {
    var steps = steps(events);
    if (steps.isEmpty()) {
      return;
    }
    var quests = rows.all().stream().collect(Collectors.toMap(Quest::id, quest -> quest));
    for (var standing : rows.step(steps)) {
      var quest = quests.get(standing.quest());
      if (quest != null && !standing.done() && standing.steps() >= quest.times()) {
        finish(quest, standing);
      }
    }
  }

  private void finish(Quest quest, QuestRows.Standing standing) {
    var now = clock.instant();
    if (!rows.finish(standing, now)) {
      return;
    }
    if (quest.badge() != null) {
      badges.give(quest.badge(), standing.person(), now);
    }
    payouts.quest(quest, standing.person(), standing.day());
    journal.append(
        Happening.own(
            named("quest " + quest.id() + " " + standing.person() + " " + standing.day()),
            "Quest Done",
            Optional.of(standing.person()),
            Optional.empty(),
            now,
            Map.of("quest", quest.id().toString())));
  }

  private List<QuestRows.Step> steps(List<Event> events) {
    var active = rows.all();
    var people = new HashMap<PersonId, Optional<Person>>();
    var steps = new ArrayList<QuestRows.Step>();
    for (var event : events) {
      var fact = event.happening();
      var who = fact.person().orElse(null);
      if (who == null) {
        continue;
      }
      for (var quest : active) {
        var step = quest.step(fact);
        if (step.isPresent()) {
          people
              .computeIfAbsent(who, this::player)
              .ifPresent(person -> steps.add(step(quest, person, fact, step.get())));
        }
      }
    }
    return steps;
  }

  /// Nobody who has switched play off.
  private Optional<Person> player(PersonId id) {
    return identity.find(id).filter(person -> !pauses.isOff(id));
  }

  private static QuestRows.Step step(Quest quest, Person person, Happening fact, String step) {
    var day =
        quest.kind() == Quest.Kind.DAILY
            ? LocalDate.ofInstant(fact.happenedAt(), person.zone())
            : Quest.EVER;
    return new QuestRows.Step(quest.id(), person.id().value(), day, step, fact.happenedAt());
  }

  /// The same name is the same fact.
  static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
