package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.identity.Person;
import changke.orders.Market;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.play.Wheels;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What the payment provider says about the account that was paid from, from the notification to
/// the evidence.
@HouseTest
class ReferralPaymentsTest {

  @Autowired Referrals referrals;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Cashier cashier;
  @Autowired Wheels people;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;

  @Test
  void who_pays_from_the_promoters_account_is_laid_before_a_person() {
    var account = "acc-" + UUID.randomUUID();
    var lin = people.person();
    var code = referrals.code(lin.id());
    var self = people.person();
    var friend = people.person();
    assertThat(referrals.attribute(self, code, "CN")).isTrue();
    assertThat(referrals.attribute(friend, code, "CN")).isTrue();
    buy(lin, account);
    buy(self, account);
    buy(friend, "acc-" + UUID.randomUUID());
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> referrals.of(lin.id(), 0).rows().size() == 2);
    await().until(() -> traces(lin) == 1 && traces(self) == 1 && traces(friend) == 1);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    var doubtful = of(lin, self);
    assertThat(doubtful.state()).isEqualTo(ReferralReward.State.REVIEW);
    assertThat(doubtful.evidence()).anyMatch(line -> line.startsWith("SELF PAYMENT"));
    assertThat(of(lin, friend).state()).isEqualTo(ReferralReward.State.PAID);
    assertThat(
            jdbc.sql("SELECT string_agg(print, ' ') FROM rewards.referral_trace WHERE person = :id")
                .param("id", lin.id().value())
                .query(String.class)
                .single())
        .as("a fingerprint, not the account")
        .doesNotContain(account);
  }

  private long traces(Person person) {
    return jdbc.sql(
            "SELECT count(*) FROM rewards.referral_trace WHERE person = :id AND kind = 'PAYMENT'")
        .param("id", person.id().value())
        .query(Long.class)
        .single();
  }

  private ReferralReward of(Person promoter, Person buyer) {
    var rows = referrals.of(promoter.id(), 0).rows();
    return List.copyOf(rows).stream()
        .filter(reward -> reward.buyer().equals(buyer.id()))
        .findFirst()
        .orElseThrow();
  }

  private void buy(Person buyer, String account) {
    var offer = market.offer(1, 9_000);
    var order = market.placed(market.wish(offer.id(), 1, buyer.id(), Market.someone()));
    cashier.pay(market.tradeOf(order), account, Behaviour.HONEST);
    market.until(order, OrderState.DELIVERED);
    assertThat(orders.confirm(order.id())).isTrue();
    market.until(order, OrderState.COMPLETED);
  }
}
