package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.identity.Identity;
import changke.identity.SignUp;
import changke.orders.Market;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class RemindersTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");

  @Autowired Reminders reminders;
  @Autowired Rewards rewards;
  @Autowired Exchanges exchanges;
  @Autowired Coupons coupons;
  @Autowired Identity identity;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void the_third_day_before_is_counted_where_the_person_lives() {
    // The last day is 30 March 2026 in both places; the clocks changed on the 29th in Berlin.
    var berlin = Instant.parse("2026-03-30T22:00:00Z");
    assertThat(Zones.endOfDay(Instant.parse("2026-03-25T12:00:00Z"), 5, BERLIN)).isEqualTo(berlin);
    assertThat(Reminders.isTime(berlin, BERLIN, Instant.parse("2026-03-26T20:30:00Z"))).isFalse();
    assertThat(Reminders.isTime(berlin, BERLIN, Instant.parse("2026-03-27T07:59:00Z"))).isFalse();
    assertThat(Reminders.isTime(berlin, BERLIN, Instant.parse("2026-03-27T08:00:00Z"))).isTrue();
    assertThat(Reminders.isTime(berlin, BERLIN, Instant.parse("2026-03-28T23:00:00Z"))).isFalse();
    var auckland = Instant.parse("2026-03-30T11:00:00Z");
    assertThat(Reminders.isTime(auckland, AUCKLAND, Instant.parse("2026-03-26T20:00:00Z")))
        .isTrue();
  }

  @Test
  void a_day_ends_at_midnight_whatever_clocks_and_calendars_do() {
    var leap = Instant.parse("2028-02-28T12:00:00Z");
    assertThat(Zones.endOfDay(leap, 1, BERLIN)).isEqualTo(Instant.parse("2028-02-29T23:00:00Z"));
    var autumn = Instant.parse("2026-10-24T12:00:00Z");
    assertThat(Zones.endOfDay(autumn, 1, BERLIN)).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
  }

  @Test
  void points_that_expire_soon_are_told_once_with_what_they_can_buy() {
    var email = Market.someone();
    var joined =
        (SignUp.Joined)
            identity.enrol(
                new SignUp(
                    "Lin", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
    var lin = joined.person().id();
    give(lin, 600, 10);
    clock.forward(Duration.ofDays(8));
    for (int hour = 0; hour < 24; hour++) {
      reminders.send();
      clock.forward(Duration.ofHours(1));
    }
    var letters =
        jdbc.sql("SELECT variables::text FROM messaging.message WHERE request_key LIKE :key")
            .param("key", "points-expire " + lin + "%")
            .query(String.class)
            .list();
    assertThat(letters)
        .singleElement()
        .asString()
        .contains("600")
        .contains("6.00 CNY")
        .contains("¥5");
  }

  @Test
  void points_are_exchanged_for_a_coupon_once_per_request() {
    var lin = new PersonId(java.util.UUID.randomUUID());
    give(lin, 500, 100);
    var request = exchanges.request();
    assertThat(exchanges.exchange(lin, "five-yuan", request)).isInstanceOf(Exchanged.Done.class);
    assertThat(exchanges.exchange(lin, "five-yuan", request)).isInstanceOf(Exchanged.Done.class);
    assertThat(rewards.balance(lin).available()).isEqualTo(20);
    assertThat(coupons.open(lin)).hasSize(1);
    assertThat(exchanges.exchange(lin, "five-yuan", exchanges.request()))
        .isEqualTo(new Exchanged.TooFewPoints(460));
    assertThat(exchanges.exchange(lin, "nothing", exchanges.request()))
        .isInstanceOf(Exchanged.NotOffered.class);
  }

  @Test
  void unused_course_hours_become_points_at_the_published_rate() {
    var lin = new PersonId(java.util.UUID.randomUUID());
    exchanges.convert(lin, "course-hour", 4, "hours " + lin);
    exchanges.convert(lin, "course-hour", 4, "hours " + lin);
    assertThat(rewards.balance(lin).available()).isEqualTo(200);
  }

  private void give(PersonId person, long points, int days) {
    rewards.give(
        new Gift(
            person,
            "gift " + person,
            points,
            "test",
            "test",
            1,
            "",
            Duration.ZERO,
            days,
            Map.of()));
  }
}
