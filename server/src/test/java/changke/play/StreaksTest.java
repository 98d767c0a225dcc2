package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.identity.Person;
import changke.rewards.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Check-ins on the real database: races, rewards, facts from the journal.
@HouseTest
class StreaksTest {

  private static final Duration DAY = Duration.ofDays(1);

  @Autowired Streaks streaks;
  @Autowired PlaySwitch play;
  @Autowired PlaySettings settings;
  @Autowired Rewards rewards;
  @Autowired Journal journal;
  @Autowired Wheels wheels;
  @Autowired TestClock clock;

  @Test
  void the_seventh_day_pays_once_and_a_break_takes_nothing_away() {
    var lin = wheels.person();
    for (int day = 1; day <= 7; day++) {
      assertThat(streaks.checkIn(lin)).isInstanceOf(Streaks.CheckedIn.Done.class);
      clock.forward(DAY);
    }
    long paid = rewards.balance(lin.id()).available();
    assertThat(rewards.lotsOf("streak " + lin.id() + " " + lastDay(lin)))
        .extracting(lot -> lot.points())
        .containsExactly(settings.weekPoints());
    clock.forward(DAY.multipliedBy(4));
    assertThat(streaks.standing(lin).streak()).as("broken").isEmpty();
    assertThat(rewards.balance(lin.id()).available()).isGreaterThanOrEqualTo(paid);
    streaks.checkIn(lin);
    var again = streaks.standing(lin).streak().orElseThrow();
    assertThat(again.length()).isEqualTo(1);
    assertThat(again.freezes()).isEqualTo(2);
  }

  @Test
  void twice_at_once_is_one_check_in() throws Exception {
    var lin = wheels.person();
    var results = new ConcurrentLinkedQueue<Streaks.CheckedIn>();
    var tabs =
        IntStream.range(0, 8)
            .mapToObj(tab -> Thread.ofVirtual().start(() -> results.add(streaks.checkIn(lin))))
            .toList();
    for (var tab : tabs) {
      tab.join();
    }
    assertThat(results.stream().filter(Streaks.CheckedIn.Done.class::isInstance)).hasSize(1);
    assertThat(results).hasSize(8);
    assertThat(streaks.standing(lin).days()).hasSize(1);
  }

  @Test
  void around_midnight_the_servers_clock_decides_the_day() {
    var lin = wheels.person();
    var zone = lin.zone();
    var now = clock.instant().atZone(zone);
    var midnight = now.toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    clock.forward(Duration.between(clock.instant(), midnight.minusMillis(1_500)));
    assertThat(streaks.checkIn(lin)).isInstanceOf(Streaks.CheckedIn.Done.class);
    clock.forward(Duration.ofSeconds(2));
    assertThat(streaks.checkIn(lin)).isInstanceOf(Streaks.CheckedIn.Done.class);
    assertThat(streaks.standing(lin).streak().orElseThrow().length()).isEqualTo(2);
  }

  @Test
  void two_people_in_two_zones_have_two_days() {
    var here = wheels.person(ZoneId.of("Pacific/Kiritimati"));
    var there = wheels.person(ZoneId.of("Pacific/Pago_Pago"));
    assertThat(streaks.standing(here).today()).isAfter(streaks.standing(there).today());
  }

  @Test
  void a_useful_act_keeps_the_streak_and_told_twice_or_late_it_counts_once_on_its_day() {
    var lin = wheels.person();
    streaks.checkIn(lin);
    var began = clock.instant();
    clock.forward(DAY.multipliedBy(2));
    streaks.checkIn(lin);
    var before = streaks.standing(lin).streak().orElseThrow();
    assertThat(before.length()).isEqualTo(2);
    assertThat(before.freezes()).isEqualTo(1);
    var fact = UUID.randomUUID();
    tell(fact, lin, began.plus(DAY));
    tell(fact, lin, began.plus(DAY));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> streaks.standing(lin).streak().orElseThrow().length() == 3);
    assertThat(streaks.standing(lin).streak().orElseThrow().freezes())
        .as("the freeze was not needed after all")
        .isEqualTo(2);
  }

  @Test
  void with_play_off_nothing_counts_and_the_streak_waits() {
    var lin = wheels.person();
    streaks.checkIn(lin);
    play.off(lin.id());
    assertThat(streaks.checkIn(lin)).isEqualTo(new Streaks.CheckedIn.SwitchedOff());
    clock.forward(DAY.multipliedBy(9));
    play.on(lin.id());
    streaks.checkIn(lin);
    assertThat(streaks.standing(lin).streak().orElseThrow().length()).isEqualTo(2);
  }

  private String lastDay(Person person) {
    return streaks.standing(person).days().getLast().toString();
  }

  private void tell(UUID fact, Person person, Instant at) {
    journal.append(
        Happening.own(
            fact, "Review Written", Optional.of(person.id()), Optional.empty(), at, Map.of()));
  }
}
