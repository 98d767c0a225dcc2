package changke.play;

import static org.assertj.core.api.Assertions.assertThat;

import changke.play.StreakRules.Today;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StreakRulesTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

  private final TreeMap<LocalDate, Mark> marks = new TreeMap<>();
  private final List<Pause> pauses = new ArrayList<>();

  @Test
  void every_seventh_day_pays() {
    days(MONDAY, 21);
    assertThat(last().length()).isEqualTo(21);
    assertThat(last().weeks())
        .containsExactly(MONDAY.plusDays(6), MONDAY.plusDays(13), MONDAY.plusDays(20));
    assertThat(last().toNextReward()).isEqualTo(7);
  }

  @Test
  void a_day_counts_once_however_often_something_is_done() {
    act("2026-03-02T08:00", SHANGHAI);
    act("2026-03-02T23:59", SHANGHAI);
    assertThat(last().length()).isEqualTo(1);
  }

  @Test
  void two_missed_days_are_bridged_by_themselves_and_shown() {
    days(MONDAY, 3);
    days(MONDAY.plusDays(5), 1);
    assertThat(last().length()).isEqualTo(4);
    assertThat(last().freezes()).isZero();
    assertThat(last().frozen()).containsExactly(MONDAY.plusDays(3), MONDAY.plusDays(4));
  }

  @Test
  void the_third_missed_day_starts_over_with_two_freezes_and_takes_no_reward_away() {
    days(MONDAY, 8);
    days(MONDAY.plusDays(11), 1);
    assertThat(runs()).hasSize(2);
    assertThat(runs().getFirst().weeks()).containsExactly(MONDAY.plusDays(6));
    assertThat(last().length()).isEqualTo(1);
    assertThat(last().freezes()).isEqualTo(2);
  }

  @Test
  void a_paid_week_gives_both_freezes_again() {
    days(MONDAY, 3);
    days(MONDAY.plusDays(4), 4);
    assertThat(last().length()).isEqualTo(7);
    assertThat(last().freezes()).isEqualTo(2);
  }

  @Test
  void freezes_that_hold_the_streak_are_shown_before_anything_is_done() {
    days(MONDAY, 3);
    var twoLater = today(LocalDateTime.of(2026, 3, 6, 12, 0), SHANGHAI);
    assertThat(twoLater.orElseThrow().freezes()).isEqualTo(1);
    assertThat(twoLater.orElseThrow().frozen()).containsExactly(MONDAY.plusDays(3));
    assertThat(today(LocalDateTime.of(2026, 3, 8, 12, 0), SHANGHAI)).isEmpty();
    assertThat(today(LocalDateTime.of(2026, 3, 5, 12, 0), SHANGHAI).orElseThrow().freezes())
        .as("a day that is not over is not missed")
        .isEqualTo(2);
  }

  @Test
  void summer_time_comes_and_goes_and_nothing_happens() {
    for (var day = LocalDate.of(2026, 3, 5); day.getMonthValue() < 12; day = day.plusDays(1)) {
      act(day.atTime(23, 30).toString(), NEW_YORK);
    }
    assertThat(runs()).hasSize(1);
    assertThat(last().frozen()).isEmpty();
    assertThat(last().length()).isEqualTo(271);
  }

  @Test
  void the_short_and_the_long_day_of_summer_time_are_days() {
    act("2026-03-07T00:05", NEW_YORK);
    act("2026-03-08T23:55", NEW_YORK); // 23 hours long
    act("2026-10-31T00:05", NEW_YORK);
    act("2026-11-01T23:55", NEW_YORK); // 25 hours long
    assertThat(runs()).extracting(Streak::length).containsExactly(2, 2);
  }

  @Test
  void summer_time_is_no_journey_and_excuses_no_missed_day() {
    act("2026-03-07T23:55", NEW_YORK);
    act("2026-03-09T00:05", NEW_YORK);
    assertThat(last().frozen()).containsExactly(LocalDate.of(2026, 3, 8));
  }

  @Test
  void the_leap_day_is_a_day() {
    for (var day = 26; day <= 29; day++) {
      act("2028-02-" + day + "T12:00", SHANGHAI);
    }
    act("2028-03-01T12:00", SHANGHAI);
    assertThat(last().length()).isEqualTo(5);
    assertThat(last().frozen()).isEmpty();
    marks.clear();
    act("2028-02-28T12:00", SHANGHAI);
    act("2028-03-01T12:00", SHANGHAI);
    assertThat(last().frozen()).containsExactly(LocalDate.of(2028, 2, 29));
  }

  @Test
  void a_day_that_a_flight_to_the_east_took_is_not_missed() {
    act("2026-03-02T20:00", ZoneId.of("Pacific/Honolulu"));
    act("2026-03-04T21:00", ZoneId.of("Pacific/Kiritimati")); // 25 hours later
    assertThat(last().length()).isEqualTo(2);
    assertThat(last().frozen()).isEmpty();
  }

  @Test
  void a_flight_to_the_east_excuses_no_day_that_was_there() {
    act("2026-03-02T08:00", ZoneId.of("Europe/Berlin"));
    act("2026-03-04T23:00", SHANGHAI); // 56 hours later
    assertThat(last().frozen()).containsExactly(LocalDate.of(2026, 3, 3));
  }

  @Test
  void a_flight_to_the_west_gives_no_day_twice() {
    act("2026-03-02T20:00", ZoneId.of("Pacific/Kiritimati"));
    act("2026-03-02T21:00", ZoneId.of("Pacific/Honolulu")); // 25 hours later, the same day again
    assertThat(last().length()).isEqualTo(1);
    act("2026-03-03T21:00", ZoneId.of("Pacific/Honolulu"));
    assertThat(last().length()).isEqualTo(2);
  }

  @Test
  void midnight_belongs_to_the_new_day() {
    act("2026-03-02T23:59:59.999", SHANGHAI);
    act("2026-03-03T00:00:00", SHANGHAI);
    assertThat(last().length()).isEqualTo(2);
  }

  @Test
  void days_with_play_switched_off_are_not_missed() {
    days(MONDAY, 3);
    pauses.add(
        new Pause(
            instant("2026-03-04T22:00", SHANGHAI),
            Optional.of(instant("2026-03-20T09:00", SHANGHAI))));
    act("2026-03-20T10:00", SHANGHAI);
    assertThat(last().length()).isEqualTo(4);
    assertThat(last().frozen()).isEmpty();
  }

  @Test
  void switching_play_off_in_the_middle_of_a_day_excuses_the_next_and_not_this_one() {
    days(MONDAY, 1);
    pauses.add(
        new Pause(
            instant("2026-03-03T12:00", SHANGHAI),
            Optional.of(instant("2026-03-05T00:00", SHANGHAI))));
    act("2026-03-05T10:00", SHANGHAI);
    assertThat(last().frozen()).containsExactly(LocalDate.of(2026, 3, 3));
  }

  @Test
  void a_late_fact_that_joins_two_streaks_pays_only_what_the_joined_one_owes() {
    days(MONDAY, 7);
    days(MONDAY.plusDays(10), 7);
    var paid = List.of(MONDAY.plusDays(6), MONDAY.plusDays(16));
    assertThat(runs()).hasSize(2);
    assertThat(runs()).allMatch(run -> StreakRules.owed(run, paid) == 0);
    days(MONDAY.plusDays(7), 1); // two freezes hold the rest
    assertThat(runs()).hasSize(1);
    assertThat(last().weeks()).containsExactly(MONDAY.plusDays(6), MONDAY.plusDays(15));
    assertThat(StreakRules.owed(last(), paid)).isZero();
  }

  /// Against a calendar that is walked day by day, with random days, in random order.
  @Test
  void whatever_the_order_of_facts_the_answer_is_that_of_the_calendar() {
    long seed = 20_260_302;
    System.out.println("seed of whatever_the_order_of_facts: " + seed);
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var acted = new boolean[60];
      var order = new ArrayList<Integer>();
      double share = 0.3 + 0.7 * random.nextDouble();
      for (int day = 0; day < acted.length; day++) {
        acted[day] = random.nextDouble() < share;
        if (acted[day]) {
          order.add(day);
        }
      }
      Collections.shuffle(order, random);
      marks.clear();
      for (int day : order) {
        act(
            MONDAY.plusDays(day).atTime(random.nextInt(24), random.nextInt(60)).toString(),
            SHANGHAI);
      }
      assertThat(runs().stream().map(StreakRulesTest::told).toList()).isEqualTo(naive(acted));
    }
  }

  private static String told(Streak run) {
    return run.start() + " " + run.length() + " " + run.freezes() + " " + run.frozen();
  }

  private static List<String> naive(boolean[] acted) {
    var runs = new ArrayList<String>();
    int day = 0;
    while (day < acted.length) {
      if (!acted[day]) {
        day++;
        continue;
      }
      var start = MONDAY.plusDays(day);
      int length = 0;
      int freezes = 2;
      var frozen = new ArrayList<LocalDate>();
      while (day < acted.length) {
        if (acted[day]) {
          length++;
          freezes = length % 7 == 0 ? 2 : freezes;
          day++;
          continue;
        }
        int gap = 0;
        while (day + gap < acted.length && !acted[day + gap]) {
          gap++;
        }
        if (gap > freezes || day + gap == acted.length) {
          day += gap;
          break;
        }
        for (int i = 0; i < gap; i++) {
          frozen.add(MONDAY.plusDays(day + i));
        }
        freezes -= gap;
        day += gap;
      }
      runs.add(start + " " + length + " " + freezes + " " + frozen);
    }
    return runs;
  }

  /// Nobody gains more than a day by flying, however they fly, when a zone is kept for seven days.
  @Test
  void nobody_earns_more_days_than_there_were_by_flying_about() {
    long seed = 4_711;
    System.out.println("seed of nobody_earns_more_days: " + seed);
    var random = new Random(seed);
    var offsets = new int[] {-11, -8, -3, 0, 1, 5, 8, 12, 14};
    for (int round = 0; round < 500; round++) {
      marks.clear();
      var now = Instant.parse("2026-01-01T00:00:00Z");
      var begin = now;
      int hours = 0;
      var zone = ZoneOffset.ofHours(offsets[random.nextInt(offsets.length)]);
      for (int turn = 0; turn < 400; turn++) {
        if (hours >= 24 * 7 && random.nextInt(3) == 0) {
          zone = ZoneOffset.ofHours(offsets[random.nextInt(offsets.length)]);
          hours = 0;
        }
        var today = Today.of(now, zone);
        if (marks.isEmpty() || marks.lastKey().isBefore(today.day())) {
          marks.put(today.day(), new Mark(today.day(), now, today.offsetSeconds()));
        }
        int step = 1 + random.nextInt(8);
        now = now.plus(Duration.ofHours(step));
        hours += step;
      }
      long days = Duration.between(begin, now).toDays() + 1;
      assertThat((long) marks.size()).isLessThanOrEqualTo(days + 2);
    }
  }

  private void days(LocalDate from, int count) {
    for (int i = 0; i < count; i++) {
      act(from.plusDays(i).atTime(12, 0).toString(), SHANGHAI);
    }
  }

  private void act(String local, ZoneId zone) {
    var at = instant(local, zone);
    var today = Today.of(at, zone);
    marks.putIfAbsent(today.day(), new Mark(today.day(), at, today.offsetSeconds()));
  }

  private static Instant instant(String local, ZoneId zone) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  private List<Streak> runs() {
    return StreakRules.fold(List.copyOf(marks.values()), pauses);
  }

  private Streak last() {
    return runs().getLast();
  }

  private Optional<Streak> today(LocalDateTime local, ZoneId zone) {
    return StreakRules.today(
            runs(),
            List.copyOf(marks.values()),
            pauses,
            Today.of(local.atZone(zone).toInstant(), zone))
        .stream()
        .findFirst();
  }
}
