package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.rewards.CouponGranted.Reason;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The definitions that a fresh installation has ready: for newcomers, for who has not been here
/// for a while, for birthdays, and to make up for something.
@HouseTest
class ReadyCouponsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Autowired Coupons coupons;
  @Autowired Birthdays birthdays;
  @Autowired Turnovers turnovers;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private PersonId liu = new PersonId(UUID.randomUUID());

  @BeforeEach
  void someone() {
    liu = new PersonId(ids.next());
  }

  @Test
  void a_newcomers_coupon_is_for_who_has_not_bought_yet() {
    bought(Duration.ofDays(1));
    assertThat(claim("welcome")).isEqualTo(Reason.NOT_FOR_YOU);
    someone();
    assertThat(claim("welcome")).isNull();
    assertThat(claim("welcome")).isEqualTo(Reason.HAD_ENOUGH);
  }

  @Test
  void who_has_not_been_here_for_a_month_is_waked_up_once_in_ninety_days() {
    bought(Duration.ofDays(29));
    assertThat(claim("wake-up")).isEqualTo(Reason.NOT_FOR_YOU);
    clock.forward(Duration.ofDays(2));
    assertThat(claim("wake-up")).isNull();
    assertThat(claim("wake-up")).isEqualTo(Reason.HAD_ENOUGH);
    assertThat(claim("comeback")).isEqualTo(Reason.NOT_FOR_YOU);
    clock.forward(Duration.ofDays(91));
    assertThat(claim("wake-up")).isNull();
    assertThat(claim("comeback")).as("away for more than ninety days").isNull();
  }

  @Test
  void the_birthday_coupon_is_there_in_the_month_and_the_day_is_said_once_a_year() {
    var today = LocalDate.ofInstant(clock.instant(), SHANGHAI);
    assertThat(claim("birthday")).isEqualTo(Reason.NOT_FOR_YOU);
    assertThat(birthdays.say(liu, MonthDay.of(today.getMonthValue(), 15))).isTrue();
    assertThat(claim("birthday")).isNull();
    assertThat(claim("birthday")).isEqualTo(Reason.HAD_ENOUGH);
    var other = MonthDay.of(today.plusMonths(1).getMonthValue(), 15);
    assertThat(birthdays.say(liu, other)).as("not another month, not this year").isFalse();
    clock.forward(Duration.ofDays(366));
    assertThat(birthdays.say(liu, other)).isTrue();
  }

  @Test
  void a_birthday_month_begins_and_ends_where_the_person_lives_leap_day_or_not() {
    var leapling = traits(MonthDay.of(2, 29), SHANGHAI);
    assertThat(inMonth(leapling, "2027-01-31T15:59:59Z")).isFalse();
    assertThat(inMonth(leapling, "2027-01-31T16:00:00Z")).isTrue();
    assertThat(inMonth(leapling, "2027-02-28T15:59:59Z")).isTrue();
    assertThat(inMonth(leapling, "2027-02-28T16:00:00Z")).isFalse();
    assertThat(inMonth(leapling, "2028-02-29T04:00:00Z")).isTrue();
    var inNewYork = traits(MonthDay.of(3, 1), ZoneId.of("America/New_York"));
    assertThat(inMonth(inNewYork, "2027-03-01T04:59:59Z")).isFalse();
    assertThat(inMonth(inNewYork, "2027-03-01T05:00:00Z")).isTrue();
    assertThat(inMonth(inNewYork, "2027-04-01T03:59:59Z")).as("summer time began").isTrue();
    assertThat(inMonth(inNewYork, "2027-04-01T04:00:00Z")).isFalse();
    assertThat(inMonth(traits(null, SHANGHAI), "2027-03-01T05:00:00Z")).isFalse();
  }

  @Test
  void an_apology_is_given_by_people_and_claimed_by_nobody() {
    assertThat(claim("compensation")).isEqualTo(Reason.NONE_IN_FORCE);
    var gift =
        new CouponGift(
            liu, "compensation", "sorry " + liu, CouponGift.Cause.STAFF, Map.of("for", "a delay"));
    assertThat(coupons.grant(gift)).isInstanceOf(CouponGranted.Granted.class);
    assertThat(coupons.open(liu)).hasSize(1);
  }

  private @Nullable Reason claim(String key) {
    return coupons.claim(liu, key) instanceof CouponGranted.Refused no ? no.reason() : null;
  }

  private void bought(Duration ago) {
    turnovers.put(new OrderId(ids.next()), liu, clock.instant().minus(ago), 1_000);
  }

  private static ClassRules.Traits traits(@Nullable MonthDay birthday, ZoneId zone) {
    return new ClassRules.Traits(3, null, birthday, zone, Tier.BRONZE, Set.of());
  }

  private static boolean inMonth(ClassRules.Traits person, String at) {
    return ClassRules.belongs(Audience.BIRTHDAY, person, Instant.parse(at));
  }
}
