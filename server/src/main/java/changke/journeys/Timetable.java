package changke.journeys;

import changke.audience.Profiles;
import changke.audience.Segments;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Journeys that everybody of a segment enters at a time: one run for each time, begun once,
/// continued where it was broken off.
@Component
class Timetable {

  private static final int AT_ONCE = 2_000;

  /// A time that was missed by more than this is left out.
  private static final java.time.Duration LATE = java.time.Duration.ofHours(12);

  private final JourneyRows journeys;
  private final Versions versions;
  private final RunRows runs;
  private final Facts facts;
  private final Segments segments;
  private final Profiles profiles;
  private final TransactionOperations transaction;
  private final Clock clock;

  Timetable(
      JourneyRows journeys,
      Versions versions,
      RunRows runs,
      Facts facts,
      Segments segments,
      Profiles profiles,
      TransactionOperations transaction,
      Clock clock) {
    this.journeys = journeys;
    this.versions = versions;
    this.runs = runs;
    this.facts = facts;
    this.segments = segments;
    this.profiles = profiles;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Runs as a job.
  void turn() {
    for (var journey : journeys.all()) {
      Integer version = journey.live();
      if (journey.state() == Journey.State.LIVE && version != null) {
        var definition = versions.get(journey.id(), version);
        var open = new Facts.Open(journey, version, definition);
        if (definition.enter().trigger() instanceof Trigger.Schedule schedule) {
          last(schedule, clock.instant(), profiles.zone()).ifPresent(at -> run(open, schedule, at));
        }
      }
    }
  }

  /// The latest time of a schedule that has come, if that is not long ago.
  static Optional<Instant> last(Trigger.Schedule schedule, Instant now, ZoneId zone) {
    var today = LocalDate.ofInstant(now, zone);
    for (var day : List.of(today, today.minusDays(1))) {
      var at = Steps.at(day, schedule.at(), zone);
      var dayOfMonth = schedule.dayOfMonth();
      if (!at.isAfter(now)
          && at.isAfter(now.minus(LATE))
          && (schedule.days().isEmpty() || schedule.days().contains(day.getDayOfWeek()))
          && (dayOfMonth == null || dayOfMonth == day.getDayOfMonth())) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  private void run(Facts.Open into, Trigger.Schedule schedule, Instant at) {
    var id = into.journey().id();
    if (!runs.begin(id, at) && runs.isDone(id, at)) {
      return;
    }
    boolean more = true;
    while (more) {
      more =
          Boolean.TRUE.equals(
              transaction.execute(status -> {
                var after = runs.lock(id, at);
                if (after.isEmpty()) {
                  return false;
                }
                var part = segments.members(schedule.segment(), after.get(), AT_ONCE);
                facts.enter(
                    into, part.stream().map(member -> new PersonId(member.person())).toList(), at);
                runs.move(
                    id,
                    at,
                    part.isEmpty() ? after.get() : part.getLast().person(),
                    part.size() < AT_ONCE);
                return part.size() == AT_ONCE;
              }));
    }
  }
}
