package changke.play;

import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Person;
import changke.identity.Role;
import changke.play.WheelRules.Standing;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The wheel as people meet it: what it holds, one's own seed, a spin, what was drawn.
@Component
public class Wheel {

  private static final Pattern SEED = Pattern.compile("[A-Za-z0-9_-]{8,64}");

  private final WheelPeriods periods;
  private final WheelSpins spins;
  private final WheelSeeds seeds;
  private final Payouts payouts;
  private final Pauses pauses;
  private final Journal journal;
  private final PlaySettings settings;
  private final changke.shared.Ids ids;
  private final Clock clock;

  Wheel(
      WheelPeriods periods,
      WheelSpins spins,
      WheelSeeds seeds,
      Payouts payouts,
      Pauses pauses,
      Journal journal,
      PlaySettings settings,
      changke.shared.Ids ids,
      Clock clock) {
    this.periods = periods;
    this.spins = spins;
    this.seeds = seeds;
    this.payouts = payouts;
    this.pauses = pauses;
    this.journal = journal;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  /// The period that is open now, else the next one that is announced.
  public Optional<WheelPeriod> current() {
    return periods.openOrNext(clock.instant());
  }

  public Optional<WheelPeriod> period(UUID id) {
    return periods.find(id);
  }

  /// Announced, open and past periods, the latest first.
  public List<WheelPeriod> periods() {
    return periods.newest();
  }

  public boolean isOpen(WheelPeriod period) {
    return period.isOpen(clock.instant());
  }

  public boolean isOver(WheelPeriod period) {
    return period.isOver(clock.instant());
  }

  /// What is left, by position, of the prizes that can run out.
  public Map<Integer, Integer> stock(WheelPeriod period) {
    return periods.stock(period.id());
  }

  public int draws(WheelPeriod period) {
    return periods.count(period.id());
  }

  /// Draws of a period after a number, in order.
  public List<Spin> spinsAfter(WheelPeriod period, int number, int most) {
    return spins.ofPeriod(period.id(), number, Math.clamp(most, 1, 10_000));
  }

  /// A person's draws, newest first.
  public Slice<Spin> history(PersonId person, int page) {
    int size = Slice.DEFAULT_SIZE;
    return Slice.cut(spins.ofPerson(person, page * size, size + 1), page, size);
  }

  public Optional<Spin> spin(UUID id) {
    return spins.find(id);
  }

  public Optional<String> seed(WheelPeriod period, PersonId person) {
    return spins.seed(period.id(), person);
  }

  /// Why the person could not spin now; empty when they can.
  public Optional<Spinning> refusal(WheelPeriod period, Person person) {
    return WheelRules.refusal(period, standing(period, person), clock.instant());
  }

  /// Spins that are left today.
  public int left(WheelPeriod period, PersonId person) {
    var used = spins.used(period.id(), person, today());
    var plan = period.plan();
    return Math.max(
        0, Math.min(plan.spinsADay() - used.today(), plan.spinsAPeriod() - used.inPeriod()));
  }

  /// Takes a person's seed for the period, from their next spin on. False when it is no seed (8 to
  /// 64 letters, digits, `-` and `_`), or somebody else's: two people under one seed would draw the
  /// same tickets, and the second would know them.
  @Transactional
  public boolean chooseSeed(WheelPeriod period, PersonId person, String seed) {
    return SEED.matcher(seed).matches()
        && !period.isOver(clock.instant())
        && spins.chooseSeed(period.id(), seed, person, clock.instant());
  }

  /// Draws once for a request; the same request again tells the same draw.
  @Transactional
  public Spinning spin(WheelPeriod period, Person person, UUID request) {
    int draws = periods.lockCount(period.id());
    var before = spins.byRequest(request, person.id());
    if (before.isPresent()) {
      return new Spinning.Drawn(before.get());
    }
    var now = clock.instant();
    var standing = standing(period, person);
    return WheelRules.refusal(period, standing, now)
        .orElseGet(() -> new Spinning.Drawn(draw(period, person.id(), standing, draws, request)));
  }

  private Spin draw(
      WheelPeriod period, PersonId person, Standing standing, int draws, UUID request) {
    var seed = java.util.Objects.requireNonNull(standing.seed());
    int counter = standing.inPeriod() + 1;
    var ticket = Ticket.draw(seeds.open(period.id()), seed, counter);
    var drawn = period.plan().at(ticket);
    var paid = paid(period, drawn);
    var spin =
        new Spin(
            ids.next(),
            period.id(),
            draws + 1,
            person,
            counter,
            seed,
            ticket.value(),
            drawn.position(),
            paid.position(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    spins.insert(spin, request, today());
    periods.setCount(period.id(), draws + 1);
    payouts.prize(spin, paid, period.plan().version());
    tell(spin);
    return spin;
  }

  private void tell(Spin spin) {
    journal.append(
        Happening.own(
            spin.id(),
            "Wheel Spun",
            Optional.of(spin.person()),
            Optional.empty(),
            spin.at(),
            Map.of("period", spin.period().toString(), "paid", spin.paid())));
  }

  private Prize paid(WheelPeriod period, Prize drawn) {
    var substitute = drawn.substitute();
    return substitute == null || periods.take(period.id(), drawn.position())
        ? drawn
        : period.plan().prize(substitute);
  }

  private Standing standing(WheelPeriod period, Person person) {
    var used = spins.used(period.id(), person.id(), today());
    return new Standing(
        person.is(Role.OPERATOR),
        pauses.isOff(person.id()),
        spins.seed(period.id(), person.id()).orElse(null),
        used.today(),
        used.inPeriod());
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), settings.zone());
  }
}
