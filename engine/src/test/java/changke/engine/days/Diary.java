package changke.engine.days;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// A small random history kept as a plain list, for oracles that are read at a glance.
///
/// The zones and years are chosen so that most diaries cross a change of the clock.
public record Diary(long seed, ZoneId zone, int people, int kinds, List<Event> events) {

  /// Zones with days of 23, 24½ and 25 hours, a day left out, a change just after midnight.
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Asia/Shanghai"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/Sao_Paulo"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Pacific/Apia"));

  private static final List<LocalDate> STARTS =
      List.of(
          LocalDate.of(2010, 3, 5),
          LocalDate.of(2010, 10, 20),
          LocalDate.of(2011, 12, 20),
          LocalDate.of(2018, 10, 25),
          LocalDate.of(2024, 12, 20));

  public record Event(int person, int kind, Instant at, long amount) {
    public LocalDate dateIn(ZoneId zone) {
      return LocalDate.ofInstant(at, zone);
    }
  }

  /// How many random diaries a test compares.
  public static int trials() {
    return Boolean.getBoolean("changke.long") ? 10_000 : 200;
  }

  @SafeVarargs
  public static <T> T pick(Random random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public static Diary random(long seed) {
    var random = new Random(seed * 7919 + 17);
    var zone = ZONES.get(random.nextInt(ZONES.size()));
    var start = STARTS.get(random.nextInt(STARTS.size())).atStartOfDay(zone).toInstant();
    int people = 1 + random.nextInt(12);
    int kinds = 1 + random.nextInt(4);
    int days = 3 + random.nextInt(50);
    // A coarse grid of instants makes ties and events on the very edge of a window common.
    int grid = List.of(1, 60, 1800, 3600, 21600).get(random.nextInt(5));
    var events = new ArrayList<Event>();
    int count = random.nextInt(120);
    for (int i = 0; i < count; i++) {
      long second = (long) random.nextInt(days * 86_400 / grid) * grid;
      events.add(
          new Event(
              random.nextInt(people),
              (int) Math.sqrt(random.nextInt(kinds * kinds)),
              start.plusSeconds(second),
              random.nextInt(8) == 0 ? -random.nextInt(500) : random.nextInt(2000)));
    }
    return new Diary(seed, zone, people, kinds, events);
  }

  public Instant earliest() {
    return events.stream()
        .map(Event::at)
        .min(Instant::compareTo)
        .orElse(Instant.ofEpochSecond(1_500_000_000));
  }

  public Instant latest() {
    return events.stream().map(Event::at).max(Instant::compareTo).orElse(earliest());
  }

  /// The same events told to the builder late, out of order and in no order.
  public History history() {
    var late = new ArrayList<>(events);
    Collections.shuffle(late, new Random(seed));
    var builder = History.in(LocalDays.of(zone));
    late.forEach(e -> builder.add(e.person(), e.kind(), e.at().getEpochSecond(), e.amount()));
    return builder.build();
  }

  public List<Event> of(int person, int kind) {
    return events.stream()
        .filter(e -> e.person() == person && e.kind() == kind)
        .sorted(java.util.Comparator.comparing(Event::at))
        .toList();
  }
}
