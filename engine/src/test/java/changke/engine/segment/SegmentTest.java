package changke.engine.segment;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.days.DaySets;
import changke.engine.days.Diary;
import changke.engine.days.People;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentTest {

  private static final int TRAITS = 2;

  @Test
  void members_are_those_whom_the_condition_names() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var random = new Random(seed);
      var history = diary.history();
      var sets = DaySets.of(history);
      var traits = traits(diary, random);
      for (int variant = 0; variant < 8; variant++) {
        var condition = random(diary, random, 3);
        var asOf = LocalDate.ofInstant(diary.latest(), diary.zone()).minusDays(random.nextInt(8));
        var segment = Segment.of(condition, sets, history, traits, diary.people(), asOf);
        assertThat(segment.members())
            .as("seed %d, %s", seed, condition)
            .isEqualTo(
                People.of(
                    diary.people(), person -> belongs(diary, traits, condition, person, asOf)));
      }
    }
  }

  @Test
  void who_entered_and_who_left_leads_from_one_answer_to_the_next() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var history = diary.history();
      var sets = DaySets.of(history);
      var traits = traits(diary, new Random(seed));
      var condition = Condition.did(0, 5);
      var asOf = LocalDate.ofInstant(diary.latest(), diary.zone());
      var now = Segment.of(condition, sets, history, traits, diary.people(), asOf);
      var then = Segment.of(condition, sets, history, traits, diary.people(), asOf.minusDays(6));
      assertThat(then.members().or(now.enteredSince(then)).minus(now.leftSince(then)))
          .as("seed %d", seed)
          .isEqualTo(now.members());
      assertThat(now.enteredSince(then).and(then.members()).count()).isZero();
    }
  }

  @Test
  void people_beyond_one_chunk_are_found_too() {
    int people = 140_001;
    var traits = new Traits(1, people);
    for (int person = 0; person < people; person++) {
      traits.set(0, person, person);
    }
    var diary = Diary.random(1);
    var history = diary.history();
    var segment =
        Segment.of(
            new Condition.Trait(0, Condition.Comparison.MORE, 139_999),
            DaySets.of(history),
            history,
            traits,
            people,
            LocalDate.of(2024, 1, 1));
    assertThat(segment.members().toArray()).containsExactly(140_000);
  }

  private static Traits traits(Diary diary, Random random) {
    var traits = new Traits(TRAITS, diary.people());
    for (int person = 0; person < diary.people(); person++) {
      for (int trait = 0; trait < TRAITS; trait++) {
        if (random.nextInt(4) > 0) {
          traits.set(trait, person, random.nextInt(-2, 3));
        }
      }
    }
    return traits;
  }

  private static Condition random(Diary diary, Random random, int depth) {
    int kind = random.nextInt(diary.kinds() + 1);
    int days = random.nextInt(4) == 0 ? Condition.EVER : 1 + random.nextInt(30);
    return switch (random.nextInt(depth > 0 ? 7 : 4)) {
      case 0 -> new Condition.ActiveDays(kind, 1 + random.nextInt(3), days);
      case 1 -> new Condition.Times(kind, 1 + random.nextInt(3), days);
      case 2 -> {
        var kinds = new ArrayList<Integer>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
          kinds.add(random.nextInt(diary.kinds()));
        }
        yield new Condition.InSequence(kinds, days);
      }
      case 3 -> {
        var comparisons = Condition.Comparison.values();
        long value =
            random.nextInt(9) == 0
                ? (random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE)
                : random.nextInt(-2, 3);
        yield new Condition.Trait(
            random.nextInt(TRAITS), comparisons[random.nextInt(comparisons.length)], value);
      }
      case 4 -> new Condition.Not(random(diary, random, depth - 1));
      case 5 -> new Condition.And(several(diary, random, depth));
      default -> new Condition.Or(several(diary, random, depth));
    };
  }

  private static List<Condition> several(Diary diary, Random random, int depth) {
    var conditions = new ArrayList<Condition>();
    for (int i = random.nextInt(4); i > 0; i--) {
      conditions.add(random(diary, random, depth - 1));
    }
    return conditions;
  }

  private static boolean belongs(
      Diary diary, Traits traits, Condition condition, int person, LocalDate asOf) {
    return switch (condition) {
      case Condition.ActiveDays c ->
          dates(diary, person, c.kind(), c.days(), asOf).stream().distinct().count() >= c.atLeast();
      case Condition.Times c ->
          dates(diary, person, c.kind(), c.days(), asOf).size() >= c.atLeast();
      case Condition.InSequence c -> inSequence(diary, person, c, LocalDate.MIN, 0, asOf);
      case Condition.Trait c -> {
        long value = traits.get(c.trait(), person);
        yield value != Traits.UNKNOWN
            && switch (c.is()) {
              case EQUAL -> value == c.value();
              case LESS -> value < c.value();
              case AT_MOST -> value <= c.value();
              case MORE -> value > c.value();
              case AT_LEAST -> value >= c.value();
            };
      }
      case Condition.And c ->
          c.all().stream().allMatch(x -> belongs(diary, traits, x, person, asOf));
      case Condition.Or c ->
          c.any().stream().anyMatch(x -> belongs(diary, traits, x, person, asOf));
      case Condition.Not c -> !belongs(diary, traits, c.condition(), person, asOf);
    };
  }

  private static boolean inSequence(
      Diary diary, int person, Condition.InSequence c, LocalDate after, int step, LocalDate asOf) {
    return step == c.kinds().size()
        || dates(diary, person, c.kinds().get(step), c.days(), asOf).stream()
            .anyMatch(
                date -> date.isAfter(after) && inSequence(diary, person, c, date, step + 1, asOf));
  }

  private static List<LocalDate> dates(
      Diary diary, int person, int kind, int days, LocalDate asOf) {
    return diary.of(person, kind).stream()
        .map(e -> e.dateIn(diary.zone()))
        .filter(date -> !date.isAfter(asOf) && date.isAfter(asOf.minusDays(days)))
        .toList();
  }
}
