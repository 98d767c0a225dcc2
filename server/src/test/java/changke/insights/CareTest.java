package changke.insights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The rules that everybody understands, each on a house made for it, and the alarm that names its
/// part; as of the morning after the last day.
class CareTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final int DAYS = 26 * 7;

  private final BehaviourMaker house =
      new BehaviourMaker(ZONE, Currency.getInstance("CNY"), List.of("games", "music"));
  private int orders;

  private static int second(int day) {
    return (int) FIRST.plusDays(day).atTime(12, 0).atZone(ZONE).toEpochSecond();
  }

  private int person(int number) {
    return house.person(new UUID(9, number), true);
  }

  private void buys(int person, int day, long minor) {
    house.order(new UUID(8, orders++), person(person), second(day), person % 2, 0, minor);
  }

  private Scope scope(Goals goals) {
    Instant asOf = FIRST.plusDays(DAYS).atTime(8, 0).atZone(ZONE).toInstant();
    var asked = Asked.of(Map.of("to", FIRST.plusDays(DAYS - 1).toString()));
    return new Scope(house.build(asOf), asked, Scope.UNITS, Narrowing.NONE, goals);
  }

  private Scope scope() {
    return scope(Goals.NONE);
  }

  /// A hundred people who come every day, but in the last weeks only some of them do.
  private void comes(int sinceDay, int share) {
    for (int day = 0; day < DAYS; day++) {
      for (int p = 0; p < 100; p++) {
        if (day < sinceDay || p < share) {
          house.act(person(p), "Page /", second(day) + p);
        }
      }
    }
  }

  private static boolean halved(Scope scope) {
    var active = Watched.of(scope, MadeHouse.voice()).getFirst();
    return Care.halved(active.week(0), active.week(1), active.week(3));
  }

  @Test
  void half_the_people_for_two_weeks_ring() {
    comes(DAYS - 14, 50);
    assertThat(halved(scope())).isTrue();
  }

  @Test
  void half_the_people_for_one_week_do_not_ring() {
    comes(DAYS - 7, 50);
    assertThat(halved(scope())).isFalse();
  }

  @Test
  void more_than_half_the_people_do_not_ring() {
    comes(DAYS - 14, 51);
    assertThat(halved(scope())).isFalse();
  }

  @Test
  void orders_per_buyer_that_halve_within_six_months_ring() {
    for (int p = 0; p < 20; p++) {
      for (int i = 0; i < 4; i++) {
        buys(p, 1 + i * 20, 1_000);
      }
      buys(p, 100, 1_000);
      buys(p, 150, 1_000);
    }
    assertThat(Care.frequency(scope())).containsExactly(2, 4);
    assertThat(Care.rarer(Care.frequency(scope()))).isTrue();
    buys(3, 160, 1_000);
    assertThat(Care.rarer(Care.frequency(scope()))).isFalse();
  }

  @Test
  void buyers_without_a_trace_for_so_many_days_are_silent() {
    buys(1, DAYS - 31, 1_000);
    buys(2, DAYS - 30, 1_000);
    buys(3, DAYS - 60, 1_000);
    house.act(person(3), "Page /", second(DAYS - 5));
    house.act(person(4), "Page /", second(DAYS - 90));
    assertThat(Care.silent(scope(), 30).toArray()).containsExactly(person(1));
    assertThat(Care.silent(scope(), 29).toArray()).containsExactly(person(1), person(2));
  }

  @Test
  void valued_buyers_who_are_silent_for_twice_their_own_gap_slow_down() {
    for (int p = 0; p < 10; p++) {
      long minor = p < 4 ? 50_000 : 1_000;
      int last = p == 0 ? DAYS - 2 : DAYS - 25;
      for (int i = 0; i < 4; i++) {
        buys(p, last - i * 10, minor);
      }
    }
    assertThat(Care.slowing(scope()).toArray())
        .as("those who brought much and are silent for 24 days with a gap of 10")
        .containsExactly(person(1), person(2), person(3));
  }

  @Test
  void an_alarm_names_the_category_that_explains_most() {
    for (int day = 0; day < DAYS; day++) {
      for (int i = 0; i < 20; i++) {
        boolean gone = i % 2 == 1 && day >= DAYS - 10;
        if (!gone) {
          buys(200 + i, day, 1_000 + (day + i) % 7 * 10);
        }
      }
    }
    var net = Watched.of(scope(), MadeHouse.voice()).getLast();
    assertThat(net.alarms()).hasSize(1);
    assertThat(net.alarms().getFirst().alarm().direction()).isEqualTo(-1);
    assertThat(net.alarms().getFirst().part()).isEqualTo("music");
  }

  @Test
  void a_target_is_a_line_and_a_change_a_mark_in_the_pictures() {
    comes(DAYS, 100);
    var day = FIRST.plusDays(DAYS - 3);
    var goals =
        new Goals(
            Map.of("active", 120L),
            List.of(new Goals.Mark(new UUID(1, 1), day, "<b>New price</b>")));
    var scope = scope(goals);
    var picture =
        Boards.find("alarms").draw(scope, MadeHouse.voice()).blocks().stream()
            .filter(block -> block instanceof Block.Picture)
            .map(block -> ((Block.Picture) block).svg())
            .findFirst()
            .orElseThrow();
    assertThat(picture).contains("class=\"target\"").contains("class=\"mark\"");
    assertThat(picture).contains(day + " &lt;b&gt;New price").doesNotContain("<b>");
    assertThat(Boards.find("digest").draw(scope, MadeHouse.voice()).blocks().toString())
        .contains("console.digest.target")
        .contains("console.digest.changed");
    assertThat(Boards.find("alarms").draw(scope(), MadeHouse.voice()).blocks().toString())
        .doesNotContain("class=\"target\"")
        .doesNotContain("class=\"mark\"");
  }
}
