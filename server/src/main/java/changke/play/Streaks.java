package changke.play;

import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Identity;
import changke.identity.Person;
import changke.play.StreakRules.Today;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Check-in streaks: one useful act a day, in the person's own zone, by the server's clock.
@Component
public class Streaks {

  private final CheckIns checkIns;
  private final Pauses pauses;
  private final Payouts payouts;
  private final Journal journal;
  private final Identity identity;
  private final PlaySettings settings;
  private final Clock clock;

  Streaks(
      CheckIns checkIns,
      Pauses pauses,
      Payouts payouts,
      Journal journal,
      Identity identity,
      PlaySettings settings,
      Clock clock) {
    this.checkIns = checkIns;
    this.pauses = pauses;
    this.payouts = payouts;
    this.journal = journal;
    this.identity = identity;
    this.settings = settings;
    this.clock = clock;
  }

  /// What came of a check-in.
  public sealed interface CheckedIn {
    /// Today counts; `rewards` sevenths were reached by it.
    record Done(Streak streak, int rewards) implements CheckedIn {}

    /// Today counted already, by this or by something else.
    record Already() implements CheckedIn {}

    /// Play is switched off.
    record SwitchedOff() implements CheckedIn {}
  }

  /// How a person stands today.
  ///
  /// @param streak the present one; empty when there is none or it is over
  /// @param days acted days, the newest last, at most a few weeks of them
  public record Standing(
      LocalDate today, boolean doneToday, Optional<Streak> streak, List<LocalDate> days) {}

  public Standing standing(Person person) {
    var marks = checkIns.of(person.id());
    var away = pauses.of(person.id());
    var today = Today.of(clock.instant(), person.zone());
    var runs = StreakRules.fold(marks, away);
    var streak = StreakRules.today(runs, marks, away, today).stream().findFirst();
    var done = !marks.isEmpty() && !marks.getLast().day().isBefore(today.day());
    var days = marks.stream().map(Mark::day).toList();
    return new Standing(
        today.day(), done, streak, days.subList(Math.max(0, days.size() - 31), days.size()));
  }

  /// Checks in now.
  @Transactional
  public CheckedIn checkIn(Person person) {
    checkIns.lock(person.id());
    if (pauses.isOff(person.id())) {
      return new CheckedIn.SwitchedOff();
    }
    // The clock is read with the lock held: two requests around midnight have one order.
    var now = clock.instant();
    var today = Today.of(now, person.zone());
    var last = checkIns.of(person.id()).stream().reduce((first, second) -> second);
    if (last.isPresent() && !last.get().day().isBefore(today.day())) {
      return new CheckedIn.Already();
    }
    var fact = Quests.named("check-in " + person.id() + " " + today.day());
    int rewards = mark(person, now, "Checked In", fact);
    payouts.checkIn(person.id(), today.day(), now);
    append("Checked In", fact, person.id(), now);
    return new CheckedIn.Done(
        StreakRules.fold(checkIns.of(person.id()), pauses.of(person.id())).getLast(), rewards);
  }

  /// Useful facts of the journal keep the streak too.
  void take(List<Event> events) {
    for (var event : events) {
      var fact = event.happening();
      if (fact.source().isEmpty() && QuestFacts.USEFUL.contains(fact.kind())) {
        fact.person()
            .flatMap(identity::find)
            .filter(person -> !pauses.isOff(person.id()))
            .ifPresent(person -> {
              checkIns.lock(person.id());
              mark(person, fact.happenedAt(), fact.kind(), fact.fact());
            });
      }
    }
  }

  /// Writes the day and pays what the streak owes by it; returns how many rewards that were.
  private int mark(Person person, Instant at, String act, UUID fact) {
    var today = Today.of(at, person.zone());
    var mark = new Mark(today.day(), at, today.offsetSeconds());
    if (!checkIns.insert(person.id(), mark, act, fact)) {
      return 0;
    }
    int rewards = 0;
    var paid = checkIns.paid(person.id());
    for (var streak : StreakRules.fold(checkIns.of(person.id()), pauses.of(person.id()))) {
      int owed = StreakRules.owed(streak, paid);
      for (var week : streak.weeks()) {
        if (owed > 0 && !paid.contains(week)) {
          owed--;
          rewards++;
          pay(person.id(), week, at);
        }
      }
    }
    return rewards;
  }

  private void pay(PersonId person, LocalDate day, Instant at) {
    if (checkIns.pay(person, day, at)) {
      payouts.week(person, day, settings.weekPoints());
      append("Streak Week", Quests.named("streak week " + person + " " + day), person, at);
    }
  }

  private void append(String kind, UUID fact, PersonId person, Instant at) {
    journal.append(Happening.own(fact, kind, Optional.of(person), Optional.empty(), at, Map.of()));
  }
}
