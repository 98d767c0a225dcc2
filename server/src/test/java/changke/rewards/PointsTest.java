package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class PointsTest {

  @Autowired Rewards rewards;
  @Autowired EarnRules rules;
  @Autowired Ledger ledger;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private final String kind = "deed-" + letters();
  private PersonId liu = new PersonId(UUID.randomUUID());

  @BeforeEach
  void someone() {
    liu = new PersonId(ids.next());
  }

  @Test
  void a_fact_earns_once_however_often_it_is_told() {
    rule("flat", 10, 0, 0, 30);
    var deed = Deed.of(kind, liu, "a " + liu, "", clock.instant());
    assertThat(rewards.earn(deed)).isInstanceOf(Earned.Lots.class);
    assertThat(rewards.earn(deed)).isEqualTo(new Earned.Before(10));
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(10, 0, 0, 0));
  }

  @Test
  void points_wait_until_the_window_has_passed() {
    rule("late", 10, 0, 7, 30);
    rewards.earn(Deed.of(kind, liu, "a " + liu, "", clock.instant()));
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(0, 0, 10, 0));
    clock.forward(Duration.ofDays(8));
    rewards.mature();
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(10, 0, 0, 0));
  }

  @Test
  void what_expires_first_is_spent_first_and_comes_back_to_the_same_lot() {
    give("long", 50, 300);
    give("short", 30, 10);
    var spend = ids.next();
    assertThat(rewards.hold(spend, liu, 40, "order", "x")).isInstanceOf(Spending.Held.class);
    assertThat(open("short")).isEqualTo(30);
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(40, 40, 0, 0));
    assertThat(rewards.capture(spend)).isTrue();
    assertThat(open("short")).isZero();
    assertThat(open("long")).isEqualTo(40);
    assertThat(rewards.refund(spend, 15, "r1 " + spend)).isEqualTo(15);
    assertThat(rewards.refund(spend, 15, "r1 " + spend)).isEqualTo(15);
    assertThat(open("long")).isEqualTo(50);
    assertThat(open("short")).isEqualTo(5);
    assertThat(rewards.refund(spend, 100, "r2 " + spend)).isEqualTo(25);
    assertThat(open("short")).isEqualTo(30);
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void a_lot_that_expired_meanwhile_gets_its_grace() {
    give("short", 30, 1);
    var spend = ids.next();
    rewards.hold(spend, liu, 30, "order", "x");
    rewards.capture(spend);
    clock.forward(Duration.ofDays(5));
    rewards.refund(spend, 30, "r " + spend);
    rewards.expire();
    assertThat(rewards.balance(liu).available()).isEqualTo(30);
    clock.forward(Duration.ofDays(15));
    rewards.expire();
    assertThat(rewards.balance(liu).available()).isZero();
  }

  @Test
  void points_that_are_clawed_back_after_they_were_spent_are_a_debt_that_the_next_ones_pay() {
    rule("flat", 10, 0, 0, 30);
    var fact = "a " + liu;
    rewards.earn(Deed.of(kind, liu, fact, "", clock.instant()));
    var spend = ids.next();
    rewards.hold(spend, liu, 8, "order", "x");
    rewards.capture(spend);
    assertThat(rewards.amend(liu, fact, 0)).isEqualTo(10);
    assertThat(rewards.amend(liu, fact, 0)).isZero();
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(0, 0, 0, 8));
    give("more", 20, 30);
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(12, 0, 0, 0));
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void more_than_there_is_cannot_be_set_aside() {
    give("some", 20, 30);
    assertThat(rewards.hold(ids.next(), liu, 25, "order", "x")).isEqualTo(new Spending.TooFew(5));
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(20, 0, 0, 0));
  }

  @Test
  void two_people_become_one_with_everything_they_hold() {
    give("mine", 20, 30);
    var spend = ids.next();
    rewards.hold(spend, liu, 5, "order", "x");
    var other = new PersonId(ids.next());
    rewards.give(Gift.now(other, "b " + other, 7, "test", "yours", 1));
    rewards.merge(liu, other);
    assertThat(rewards.balance(other)).isEqualTo(new PointBalance(22, 5, 0, 0));
    assertThat(rewards.balance(liu)).isEqualTo(rewards.balance(other));
    assertThat(rewards.capture(spend)).isTrue();
    assertThat(rewards.balance(other)).isEqualTo(new PointBalance(22, 0, 0, 0));
    give("later", 1, 30);
    assertThat(rewards.balance(other).available()).isEqualTo(23);
    assertThat(rewards.prove().holds()).isTrue();
  }

  private void rule(String name, long points, int rate, int pending, int life) {
    var rule =
        new EarnRule(
            kind + "-" + name,
            0,
            kind,
            new Words("测试", "Test"),
            points,
            rate,
            null,
            null,
            null,
            null,
            pending,
            life,
            null,
            clock.instant().minusSeconds(60),
            null);
    rules.insert(rule, "test", clock.instant());
  }

  private void give(String source, long points, int life) {
    var gift =
        new Gift(
            liu,
            source + " " + liu,
            points,
            "test",
            source,
            1,
            "",
            Duration.ZERO,
            life,
            java.util.Map.of());
    rewards.give(gift);
  }

  private long open(String source) {
    return rewards.lotsOf(source + " " + liu).getFirst().open();
  }

  private static String letters() {
    return new java.util.Random()
        .ints(8, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
