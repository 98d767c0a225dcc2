package changke.bench;

import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.seed.Crowd;
import changke.engine.segment.Condition;
import changke.engine.segment.Segment;
import changke.engine.segment.Traits;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;

/// Five conditions over two million people: counts, members, and who entered since yesterday.
///
/// The other side is the same tree asked person by person of the sorted events, which also checks
/// every single member.
public final class SegmentsBench implements Comparison {

  private static final double LIMIT_MS = 20;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  @Override
  public Result run(Options options) throws Exception {
    int people = (int) options.size("people", 20_000, 2_000_000);
    int days = (int) options.size("days", 120, 120);
    long events = options.size("events", 1_000_000, 100_000_000);
    long seed = options.size("seed", 1, 1);
    var history = history(new Crowd(seed, people, events, days, 20, firstSecond()), days);
    var sets = DaySets.of(history);
    var traits = traits(people, seed);
    var condition =
        Condition.all(
            Condition.did(0, 30),
            new Condition.ActiveDays(1, 3, 60),
            Condition.didNot(3, 14),
            new Condition.InSequence(List.of(1, 2), 45),
            Condition.any(
                new Condition.Trait(0, Condition.Comparison.AT_LEAST, 3),
                new Condition.Trait(1, Condition.Comparison.LESS, 1000)));
    var today = FIRST.plusDays(days - 1);
    var mine = Clock.time(61, () -> Segment.of(condition, sets, history, traits, people, today));
    var counted =
        Clock.time(
            21,
            () ->
                Segment.of(
                    Condition.all(condition, new Condition.Times(0, 5, 30)),
                    sets,
                    history,
                    traits,
                    people,
                    today));
    var plain =
        Clock.time(
            1,
            () ->
                People.of(
                    people, person -> belongs(history, traits, person, (int) today.toEpochDay())));
    if (!plain.answer().equals(mine.answer().members())) {
      throw new Mismatch(
          "members " + mine.answer().count() + ", person by person " + plain.answer().count());
    }
    var before = Segment.of(condition, sets, history, traits, people, today.minusDays(1));
    System.out.printf(
        "%,d of %,d people; %.2f ms (median %.2f), %d threads; with a count of events as sixth"
            + " condition %.2f ms; entered since yesterday %,d, left %,d%n",
        mine.answer().count(),
        people,
        mine.bestMs(),
        mine.medianMs(),
        Duck.THREADS,
        counted.bestMs(),
        mine.answer().enteredSince(before).count(),
        mine.answer().leftSince(before).count());
    return new Result(
        "segments", mine.medianMs(), "ms", "limit", LIMIT_MS, LIMIT_MS / mine.medianMs());
  }

  private static long firstSecond() {
    return FIRST.atStartOfDay(ZONE).toEpochSecond();
  }

  private static History history(Crowd crowd, int days) {
    var builder = History.in(LocalDays.of(ZONE));
    var batch = new Batch();
    for (int day = 0; day < days; day++) {
      batch.fill(crowd, day);
      batch.addTo(builder);
    }
    return builder.build();
  }

  private static Traits traits(int people, long seed) {
    var random = new SplittableRandom(seed);
    var traits = new Traits(2, people);
    for (int person = 0; person < people; person++) {
      if (random.nextInt(10) > 0) {
        traits.set(0, person, random.nextInt(6));
      }
      traits.set(1, person, random.nextInt(10_000));
    }
    return traits;
  }

  private static boolean belongs(History history, Traits traits, int person, int today) {
    return days(history, 0, person, today - 29, today) >= 1
        && days(history, 1, person, today - 59, today) >= 3
        && days(history, 3, person, today - 13, today) == 0
        && inSequence(history, person, today)
        && (traits.get(0, person) >= 3 || traits.get(1, person) < 1000);
  }

  private static int days(History history, int kind, int person, int from, int to) {
    var column = history.kind(kind);
    int days = 0;
    int last = Integer.MIN_VALUE;
    for (int at = column.from(person); at < column.to(person); at++) {
      int day = history.calendar().dayOf(column.second(at));
      if (day >= from && day <= to && day != last) {
        days++;
        last = day;
      }
    }
    return days;
  }

  private static boolean inSequence(History history, int person, int today) {
    var first = history.kind(1);
    var second = history.kind(2);
    for (int at = first.from(person); at < first.to(person); at++) {
      int day = history.calendar().dayOf(first.second(at));
      if (day > today - 45 && day <= today) {
        int last = second.to(person) - 1;
        while (last >= second.from(person)
            && history.calendar().dayOf(second.second(last)) > today) {
          last--;
        }
        return last >= second.from(person) && history.calendar().dayOf(second.second(last)) > day;
      }
    }
    return false;
  }
}
