package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.catalog.Offer;
import changke.engine.genuine.Identity.Kind;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.SignUp;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Two accounts become one, and people leave: nothing is lost, nothing counts twice, every sum
/// still proves.
@HouseTest
class MergingTest {

  @Autowired Rewards rewards;
  @Autowired Coupons coupons;
  @Autowired Tiers tiers;
  @Autowired Turnovers turnovers;
  @Autowired Birthdays birthdays;
  @Autowired Referrals referrals;
  @Autowired Contributions contributions;
  @Autowired Exchanges exchanges;
  @Autowired Identity identity;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void what_one_account_held_the_other_holds_with_its_orders_open() {
    var old = join();
    var lin = join();
    rewards.give(Gift.now(old.id(), "gift " + old.id(), 500, "test", "test", 1));
    var offer = market.offer(5, 3000);
    var open = market.placed(wish(offer, old.id(), 300));
    assertThat(open.total().minor()).as("the welcome coupon").isEqualTo(2500);
    birthdays.say(old.id(), MonthDay.of(5, 6));
    exchanges.exchange(old.id(), "priority-month", exchanges.request());
    var before = rewards.balance(lin.id()).available() + rewards.balance(old.id()).available();

    rewards.merge(old.id(), lin.id());
    rewards.merge(old.id(), lin.id());

    assertThat(rewards.balance(lin.id()).available()).isEqualTo(before);
    assertThat(rewards.balance(lin.id()).held()).isEqualTo(300);
    assertThat(rewards.balance(old.id()))
        .as("asked for by the old name")
        .isEqualTo(rewards.balance(lin.id()));
    assertThat(birthdays.of(lin.id())).contains(MonthDay.of(5, 6));
    assertThat(tiers.goesFirst(lin.id())).isTrue();
    market.pay(open, changke.cashier.Behaviour.HONEST);
    market.until(open, OrderState.DELIVERED);
    await().until(() -> rewards.balance(lin.id()).held() == 0);
    await().until(() -> rewards.balance(lin.id()).pending() > 0);
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void the_higher_tier_stands_and_two_halves_make_a_whole() {
    var silver = bought(30_000, 3);
    var plain = bought(10_000, 1);
    rewards.merge(silver, plain);
    assertThat(tiers.of(plain)).isEqualTo(Tier.SILVER);
    assertThat(tiers.standing(plain).orders()).isEqualTo(4);
    var half = bought(15_000, 1);
    var other = bought(15_000, 2);
    assertThat(tiers.of(half)).isEqualTo(Tier.BRONZE);
    rewards.merge(half, other);
    assertThat(tiers.of(other)).as("both halves counted together").isEqualTo(Tier.SILVER);
    var gold = bought(120_000, 8);
    rewards.merge(other, gold);
    assertThat(tiers.of(gold)).isEqualTo(Tier.GOLD);
  }

  @Test
  void a_right_that_was_exchanged_for_goes_along() {
    var old = new PersonId(ids.next());
    var lin = new PersonId(ids.next());
    rewards.give(Gift.now(old, "gift " + old, 300, "test", "test", 1));
    exchanges.exchange(old, "priority-month", exchanges.request());
    rewards.merge(old, lin);
    assertThat(tiers.goesFirst(lin)).isTrue();
  }

  @Test
  void a_limit_per_person_is_not_had_again_by_becoming_one() {
    var old = join();
    var lin = join();
    await().until(() -> coupons.open(lin.id()).size() == 1 && coupons.open(old.id()).size() == 1);
    rewards.merge(old.id(), lin.id());
    assertThat(coupons.open(lin.id())).hasSize(2);
    assertThat(coupons.claim(lin.id(), "welcome"))
        .isEqualTo(new CouponGranted.Refused(CouponGranted.Reason.HAD_ENOUGH));
  }

  @Test
  void a_link_goes_on_leading_and_nobody_earns_by_having_sent_themselves() {
    var old = join();
    var lin = join();
    var code = referrals.code(old.id());
    assertThat(referrals.attribute(lin, code, "CN")).isTrue();
    var order = market.bought(wish(market.offer(5, 9000), lin.id(), 0));
    clock.forward(Duration.ofDays(8));
    orders.complete();
    market.until(order, OrderState.COMPLETED);
    await().until(() -> !referrals.of(old.id(), 0).rows().isEmpty());

    rewards.merge(old.id(), lin.id());
    clock.forward(Duration.ofDays(10));
    referrals.settle();
    assertThat(
            jdbc.sql("SELECT state FROM rewards.referral_reward WHERE order_id = :id")
                .param("id", order.id().value())
                .query(String.class)
                .single())
        .isEqualTo("REFUSED");
    var friend = join();
    assertThat(referrals.attribute(friend, code, "CN")).isTrue();
    assertThat(referrals.standing(lin.id()).sent()).isEqualTo(1);
    contributions.tell(
        new Contribution(
            UUID.randomUUID(), lin.id(), Contribution.Kind.HELP, friend.id(), clock.instant()));
    rewards.merge(friend.id(), lin.id());
    assertThat(contributions.score(lin.id()).parts()).as("help for oneself").isEmpty();
  }

  @Test
  void who_leaves_takes_along_what_is_theirs_and_the_book_still_proves() {
    var lin = join();
    var before = rewards.prove();
    rewards.give(Gift.now(lin.id(), "gift " + lin.id(), 500, "test", "test", 1));
    var offer = market.offer(5, 3000);
    var order = market.placed(wish(offer, lin.id(), 200));
    birthdays.say(lin.id(), MonthDay.of(2, 29));
    referrals.seen(lin.id(), Kind.DEVICE, "device of " + lin.id());
    var code = referrals.code(lin.id());
    var pending = bought(wish(offer, lin.id(), 0));

    rewards.erase(lin.id());
    rewards.erase(lin.id());

    assertThat(rewards.balance(lin.id())).isEqualTo(new PointBalance(0, 200, 0, 0));
    assertThat(coupons.open(lin.id())).isEmpty();
    assertThat(birthdays.of(lin.id())).isEmpty();
    assertThat(referrals.visited(code)).isFalse();
    assertThat(number("SELECT count(*) FROM rewards.referral_trace WHERE person = :id", lin))
        .isZero();
    assertThat(number("SELECT count(*) FROM rewards.lot WHERE person = :id", lin))
        .as("under the pseudonym")
        .isPositive();
    assertThat(rewards.prove().holds()).isTrue();
    orders.cancel(order.id());
    orders.giveBack(pending.id());
    market.until(pending, OrderState.REFUNDED);
    clock.forward(Duration.ofDays(400));
    while (rewards.expire() > 0) {
      // Everybody's turn comes.
    }
    assertThat(rewards.balance(lin.id())).isEqualTo(new PointBalance(0, 0, 0, 0));
    assertThat(rewards.prove().holds()).as("before: " + before).isTrue();
  }

  private long number(String sql, Person person) {
    return jdbc.sql(sql).param("id", person.id().value()).query(Long.class).single();
  }

  private Order bought(OrderRequest wish) {
    var order = market.bought(wish);
    await().until(() -> !rewards.lotsOf("order " + order.id()).isEmpty());
    return order;
  }

  private PersonId bought(long minor, int count) {
    var person = new PersonId(ids.next());
    for (int i = 0; i < count; i++) {
      turnovers.put(new OrderId(ids.next()), person, clock.instant(), minor / count);
    }
    tiers.look(person);
    return person;
  }

  private OrderRequest wish(Offer offer, PersonId person, long points) {
    await().until(() -> !coupons.of(person, 0).rows().isEmpty());
    return new OrderRequest(
        UUID.randomUUID(),
        person,
        Market.someone(),
        "zh",
        "10." + person,
        List.of(new OrderRequest.Item(offer.id(), 1, null, Map.of())),
        null,
        points);
  }

  private Person join() {
    var joined =
        identity.enrol(
            new SignUp(
                "Lin",
                Market.someone(),
                "a door left ajar",
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai")));
    return ((SignUp.Joined) joined).person();
  }
}
