package changke.play;

import changke.play.WheelDraft.Problem;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The wheel as operators make it: versions, periods, and the seeds that are shown afterwards.
@Component
public class WheelStudio {

  private static final Duration LONGEST = Duration.ofDays(100);

  private final WheelPlans plans;
  private final WheelPeriods periods;
  private final WheelSpins spins;
  private final WheelMonthly monthly;
  private final WheelSeeds seeds;
  private final PlaySettings settings;
  private final Ids ids;
  private final Clock clock;

  WheelStudio(
      WheelPlans plans,
      WheelPeriods periods,
      WheelSpins spins,
      WheelMonthly monthly,
      WheelSeeds seeds,
      PlaySettings settings,
      Ids ids,
      Clock clock) {
    this.plans = plans;
    this.periods = periods;
    this.spins = spins;
    this.monthly = monthly;
    this.seeds = seeds;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /// What came of a draft.
  public sealed interface Published {
    /// It is a version now and stays one.
    record Done(WheelPlan plan) implements Published {}

    /// It is no wheel, and this is why.
    record Unfit(List<Problem> problems) implements Published {}
  }

  /// What came of a wish for a period.
  public sealed interface Announced {
    /// The hash of its seed can be read from now on.
    record Done(WheelPeriod period) implements Announced {}

    /// It has to open after now, and close after it opens within a hundred days.
    record WrongTime() implements Announced {}

    /// Another wheel turns then.
    record Overlaps() implements Announced {}
  }

  /// The most that a prize may be worth, in minor units.
  public long prizeCapMinor() {
    return settings.prizeCapMinor();
  }

  /// The newest versions first.
  public List<WheelPlan> plans() {
    return plans.newest();
  }

  public Optional<WheelPlan> plan(UUID id) {
    return plans.find(id);
  }

  /// Draws whose prize could not be handed over yet.
  public int owed() {
    return spins.owedCount();
  }

  /// What a period's draws were worth, in minor units.
  public long costMinor(WheelPeriod period) {
    return spins.costMinor(period.id());
  }

  @Transactional
  public Published publish(WheelDraft draft, PersonId operator) {
    var problems = draft.problems(settings.prizeCapMinor());
    if (!problems.isEmpty()) {
      return new Published.Unfit(problems);
    }
    var id = ids.next();
    plans.insert(id, draft, operator, clock.instant());
    return new Published.Done(plans.find(id).orElseThrow());
  }

  /// Makes the seed and promises it by its hash, before anybody can know their own.
  @Transactional
  public Announced announce(WheelPlan plan, Instant opens, Instant closes, PersonId operator) {
    var now = clock.instant();
    if (!opens.isAfter(now)
        || !closes.isAfter(opens)
        || Duration.between(opens, closes).compareTo(LONGEST) > 0) {
      return new Announced.WrongTime();
    }
    if (periods.overlaps(opens, closes)) {
      return new Announced.Overlaps();
    }
    var id = ids.next();
    var seed = seeds.make();
    periods.insert(
        id, plan, opens, closes, Ticket.promise(seed), seeds.seal(id, seed), operator, now);
    return new Announced.Done(periods.find(id).orElseThrow());
  }

  /// The version that turns every month by itself, if there is a standing order.
  public Optional<WheelPlan> monthly() {
    return monthly.find().flatMap(standing -> plans.find(standing.plan()));
  }

  /// Orders that this version turns every month, until it is stopped or another one ordered.
  @Transactional
  public void repeat(WheelPlan plan, PersonId operator) {
    monthly.set(plan.id(), operator, clock.instant());
  }

  /// No further month is announced; what is announced stays.
  @Transactional
  public void stopRepeating() {
    monthly.stop();
  }

  /// Announces the next month where it was ordered and the last period is nearly over; runs as a
  /// job. Twice announces once.
  @Transactional
  public void goOn() {
    monthly
        .find()
        .ifPresent(standing -> {
          var last = periods.newest().stream().findFirst().map(WheelPeriod::closes);
          var plan = plans.find(standing.plan()).orElseThrow();
          WheelMonthly.next(last, clock.instant(), settings.zone())
              .ifPresent(next -> announce(plan, next.opens(), next.closes(), standing.by()));
        });
  }

  /// Shows the seeds of periods that are over; runs as a job. A spin that began before the end and
  /// waits for its turn is refused by then, because it looks at the clock after it got it.
  @Transactional
  public void reveal() {
    var now = clock.instant();
    for (var id : periods.overAndSealed(now)) {
      periods.lockCount(id);
      periods.reveal(id, seeds.open(id), now);
    }
  }
}
