package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.SignUp;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.Orders;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A year of one member: the pack, a purchase a month, a journey to New York, silver, points spent
/// and what they were earned for given back, and the slow way down again.
@HouseTest
class RegularYearTest {

  private static final Duration MONTH = Duration.ofDays(30);

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Identity identity;
  @Autowired Rewards rewards;
  @Autowired Coupons coupons;
  @Autowired Tiers tiers;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  @Test
  void a_year_of_one_member() {
    var lin = join();
    await().until(() -> coupons.open(lin).size() == 1);
    assertThat(rewards.balance(lin).available()).isEqualTo(100);
    var offer = market.offer(20, 12_000);

    var first = buy(lin, offer, 0);
    assertThat(first.total().minor()).as("the welcome coupon").isEqualTo(11_500);
    var spent = first.total().minor();
    var earned = 50L + first.total().minor() / 100;
    assertThat(rewards.balance(lin)).isEqualTo(new PointBalance(100, 0, earned, 0));
    pass(MONTH);
    assertThat(rewards.balance(lin)).isEqualTo(new PointBalance(100 + earned, 0, 0, 0));

    for (int month = 2; month <= 12; month++) {
      if (month == 6) {
        jdbc.sql("UPDATE identity.person SET zone = 'America/New_York' WHERE id = :id")
            .param("id", lin.value())
            .update();
      }
      var order = buy(lin, offer, 0);
      earned += order.total().minor() / 100;
      spent += order.total().minor();
      assertThat(tiers.of(lin)).isEqualTo(tierAfter(month, spent));
      if (month == 6) {
        assertThat(dayOf(order))
            .isEqualTo(LocalDate.ofInstant(clock.instant(), ZoneId.of("America/New_York")));
      }
      pass(MONTH);
    }
    assertThat(rewards.balance(lin).available()).as("the welcome points expired").isEqualTo(earned);

    var all = rewards.balance(lin).available();
    var paid = buy(lin, offer, all);
    assertThat(paid.tendered().minor()).isEqualTo(all);
    assertThat(rewards.balance(lin).available()).isZero();
    orders.takeBack(first.id(), Set.of(), "a late defect");
    var owed = 50L + first.total().minor() / 100;
    await().until(() -> rewards.balance(lin).debt() == owed);
    var pending = rewards.balance(lin).pending();
    assertThat(pending).as("only money earns").isEqualTo(paid.due().minor() / 100);
    pass(MONTH);
    assertThat(rewards.balance(lin))
        .isEqualTo(
            new PointBalance(Math.max(0, pending - owed), 0, 0, Math.max(0, owed - pending)));

    var tier = tiers.of(lin);
    pass(Duration.ofDays(366));
    tiers.lookAtAll();
    assertThat(tiers.of(lin)).as("noticed, not fallen").isEqualTo(tier);
    pass(Duration.ofDays(31));
    tiers.lookAtAll();
    assertThat(tiers.of(lin)).isEqualTo(Tier.BRONZE);
    assertThat(rewards.balance(lin).available()).isZero();
    assertThat(rewards.prove().holds()).isTrue();
  }

  private static Tier tierAfter(int orders, long spent) {
    if (spent >= 120_000 && orders >= 8) {
      return Tier.GOLD;
    }
    return spent >= 30_000 && orders >= 3 ? Tier.SILVER : Tier.BRONZE;
  }

  private LocalDate dayOf(Order order) {
    return jdbc.sql("SELECT local_day FROM rewards.lot WHERE fact = :fact AND source = 'purchase'")
        .param("fact", "order " + order.id())
        .query(LocalDate.class)
        .single();
  }

  private Order buy(PersonId person, Offer offer, long points) {
    var order =
        market.bought(
            new OrderRequest(
                UUID.randomUUID(),
                person,
                Market.someone(),
                "en",
                "10." + UUID.randomUUID().toString().substring(0, 8),
                List.of(new OrderRequest.Item(offer.id(), 1, null, Map.of())),
                null,
                points));
    await().until(() -> !rewards.lotsOf("order " + order.id()).isEmpty());
    await()
        .until(() ->
            jdbc.sql("SELECT count(*) FROM rewards.turnover WHERE order_id = :id")
                    .param("id", order.id().value())
                    .query(Long.class)
                    .single()
                == 1);
    return order;
  }

  private void pass(Duration time) {
    clock.forward(time);
    while (rewards.mature() > 0) {
      // Everybody's turn comes.
    }
    while (rewards.expire() > 0) {
      // Everybody's turn comes.
    }
  }

  private PersonId join() {
    var joined =
        identity.enrol(
            new SignUp(
                "Lin",
                Market.someone(),
                "a door left ajar",
                Locale.ENGLISH,
                ZoneId.of("Asia/Shanghai")));
    return ((SignUp.Joined) joined).person().id();
  }
}
