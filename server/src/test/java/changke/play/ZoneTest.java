package changke.play;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.TimeZones;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Moving house: the zone changes at most once in seven days, and streaks go along.
@HouseTest
class ZoneTest {

  @Autowired TimeZones zones;
  @Autowired Identity identity;
  @Autowired Streaks streaks;
  @Autowired Wheels people;
  @Autowired TestClock clock;

  @Test
  void the_zone_changes_at_most_once_in_seven_days() {
    var lin = people.person();
    assertThat(zones.nextMove(lin.id())).isEmpty();
    assertThat(zones.move(lin.id(), ZoneId.of("Asia/Tokyo"))).isEqualTo(new TimeZones.Moved.Done());
    assertThat(zones.move(lin.id(), ZoneId.of("Europe/Berlin")))
        .isInstanceOf(TimeZones.Moved.TooSoon.class);
    assertThat(again(lin).zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(zones.nextMove(lin.id())).isPresent();
    clock.forward(Duration.ofDays(7));
    assertThat(zones.move(lin.id(), ZoneId.of("Europe/Berlin")))
        .isEqualTo(new TimeZones.Moved.Done());
  }

  @Test
  void a_journey_around_the_world_keeps_the_streak_and_gives_no_day_twice() {
    var lin = people.person(ZoneId.of("Pacific/Kiritimati"));
    assertThat(streaks.checkIn(lin)).isInstanceOf(Streaks.CheckedIn.Done.class);
    zones.move(lin.id(), ZoneId.of("Pacific/Honolulu"));
    clock.forward(Duration.ofHours(3));
    assertThat(streaks.checkIn(again(lin)))
        .as("it is still, or again, the same day or the one before")
        .isEqualTo(new Streaks.CheckedIn.Already());
    clock.forward(Duration.ofDays(2));
    assertThat(streaks.checkIn(again(lin))).isInstanceOf(Streaks.CheckedIn.Done.class);
    assertThat(streaks.standing(again(lin)).streak().orElseThrow().length()).isEqualTo(2);
  }

  private Person again(Person person) {
    return identity.find(person.id()).orElseThrow();
  }
}
