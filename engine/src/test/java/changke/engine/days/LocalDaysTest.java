package changke.engine.days;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

  @Test
  void a_local_day_is_the_one_that_java_time_gives_in_every_zone() {
    var random = new Random(4);
    for (var name : ZoneId.getAvailableZoneIds()) {
      var calendar = LocalDays.of(ZoneId.of(name));
      for (int i = 0; i < Diary.trials(); i++) {
        long second = random.nextLong(-2_000_000_000L, 6_000_000_000L);
        assertThat(calendar.dayOf(second))
            .as("%s at %d", name, second)
            .isEqualTo(day(name, second));
      }
    }
  }

  @Test
  void the_seconds_around_every_change_of_the_clock_fall_on_the_right_day() {
    for (var name : ZoneId.getAvailableZoneIds()) {
      var zone = ZoneId.of(name);
      var calendar = LocalDays.of(zone);
      var next = zone.getRules().nextTransition(Instant.EPOCH);
      while (next != null && next.toEpochSecond() < 4_200_000_000L) {
        for (int around : new int[] {-86_400, -3600, -61, -1, 0, 1, 59, 61, 3600, 86_399}) {
          long second = next.toEpochSecond() + around;
          assertThat(calendar.dayOf(second)).as("%s %d", name, second).isEqualTo(day(name, second));
        }
        next = zone.getRules().nextTransition(next.getInstant());
      }
    }
  }

  @Test
  void periods_follow_each_other_without_gaps() {
    for (var period : Period.values()) {
      for (int day = -20_000; day < 40_000; day++) {
        int own = period.of(day);
        assertThat(period.firstDay(own)).isLessThanOrEqualTo(day);
        assertThat(period.firstDay(own + 1)).isGreaterThan(day);
      }
    }
    assertThat(Period.ISO_WEEK.firstDate(Period.ISO_WEEK.of(LocalDate.of(2025, 1, 1))))
        .isEqualTo(LocalDate.of(2024, 12, 30));
  }

  private static int day(String zone, long second) {
    return (int) LocalDate.ofInstant(Instant.ofEpochSecond(second), ZoneId.of(zone)).toEpochDay();
  }
}
