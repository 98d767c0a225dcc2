package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.engine.genuine.Identity.Kind;
import changke.identity.Person;
import changke.identity.Role;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.play.Wheels;
import changke.rewards.ReferralReward.State;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class ReferralsTest {

  private static final AtomicInteger REGIONS = new AtomicInteger();
  private static final String WORDS = "I have read the law of this region and answer for it.";

  @Autowired Referrals referrals;
  @Autowired ReferralRewards refreshing;
  @Autowired Contributions contributions;
  @Autowired Rewards rewards;
  @Autowired Orders orders;
  @Autowired Merchants merchants;
  @Autowired Market market;
  @Autowired Wheels people;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;

  private final PersonId wen = new PersonId(UUID.randomUUID());

  @Test
  void a_kept_purchase_pays_the_promoter_when_money_can_no_longer_go_back() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var bo = sent(lin, region);
    complete(bo, 10_000);
    var reward = only(lin);
    assertThat(reward.state()).isEqualTo(State.PENDING);
    assertThat(reward.amount()).isEqualTo(share(reward, 500)).isPositive();
    referrals.settle();
    assertThat(points(lin)).as("not yet").isZero();
    clock.forward(Duration.ofDays(7).plusSeconds(5));
    referrals.settle();
    referrals.settle();
    assertThat(only(lin).state()).isEqualTo(State.PAID);
    assertThat(points(lin)).isEqualTo(reward.amount());
    assertThat(contributions.score(lin.id()).parts()).containsKey(Contribution.Kind.INVITE);
  }

  @Test
  void nobody_earns_for_a_registration_or_a_headcount() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    for (int i = 0; i < 5; i++) {
      sent(lin, region);
    }
    clock.forward(Duration.ofDays(30));
    referrals.settle();
    var standing = referrals.standing(lin.id());
    assertThat(standing.sent()).isEqualTo(5);
    assertThat(standing.pending()).isZero();
    assertThat(standing.paid()).isZero();
    assertThat(points(lin)).isZero();
  }

  @Test
  void what_goes_back_while_it_waits_pays_nothing_and_what_goes_back_later_is_clawed_back() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var order = complete(sent(lin, region), 10_000);
    only(lin);
    orders.takeBack(order.id(), Set.of(), "test");
    await().atMost(Duration.ofSeconds(15)).until(() -> only(lin).state() == State.REFUSED);
    assertThat(only(lin).reason()).isEqualTo("refunded");
    var ming = people.person();
    var other = complete(sent(ming, region), 10_000);
    only(ming);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    assertThat(points(ming)).isEqualTo(only(ming).amount()).isPositive();
    orders.takeBack(other.id(), Set.of(), "test");
    await().atMost(Duration.ofSeconds(15)).until(() -> only(ming).state() == State.CLAWED_BACK);
    assertThat(points(ming)).isZero();
  }

  @Test
  void told_twice_or_in_another_order_a_purchase_earns_once() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var order = complete(sent(lin, region), 10_000);
    only(lin);
    refreshing.refresh(order.id());
    refreshing.refresh(order.id());
    assertThat(referrals.of(lin.id(), 0).rows()).hasSize(1);
  }

  @Test
  void a_second_level_needs_a_signature_and_there_is_no_third() {
    var region = name();
    assertThat(referrals.publish(rule(region, 2, 100, 10_000, null), wen)).isFalse();
    assertThat(referrals.publish(rule(region, 2, 100, 10_000, "yes"), wen)).isFalse();
    assertThat(referrals.publish(rule(region, 3, 100, 10_000, WORDS), wen)).isFalse();
    assertThat(referrals.publish(rule(region, 2, 100, 10_000, WORDS), wen)).isTrue();
    var top = people.person();
    var second = sent(top, region);
    var first = sent(second, region);
    var buyer = sent(first, region);
    complete(buyer, 10_000);
    assertThat(only(first).amount()).isEqualTo(share(only(first), 500)).isPositive();
    assertThat(only(second).amount()).isEqualTo(share(only(second), 100)).isPositive();
    assertThat(only(second).level()).isEqualTo(ReferralRule.Level.SECOND);
    assertThat(referrals.of(top.id(), 0).rows()).isEmpty();
  }

  @Test
  void a_purchase_that_goes_back_takes_both_levels_back() {
    var region = name();
    assertThat(referrals.publish(rule(region, 2, 100, 10_000, WORDS), wen)).isTrue();
    var second = people.person();
    var first = sent(second, region);
    var order = complete(sent(first, region), 10_000);
    only(first);
    only(second);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    assertThat(points(second)).isEqualTo(only(second).amount()).isPositive();
    orders.takeBack(order.id(), Set.of(), "test");
    await().atMost(Duration.ofSeconds(15)).until(() -> only(second).state() == State.CLAWED_BACK);
    assertThat(only(first).state()).isEqualTo(State.CLAWED_BACK);
    assertThat(points(first)).isZero();
    assertThat(points(second)).isZero();
  }

  @Test
  void by_default_there_is_one_level() {
    assertThat(referrals.rule("CN").orElseThrow().levels()).isEqualTo(1);
    var region = region(1, 0, 10_000);
    var second = people.person();
    var first = sent(second, region);
    complete(sent(first, region), 10_000);
    only(first);
    assertThat(referrals.of(second.id(), 0).rows()).isEmpty();
  }

  /// The schema itself: no third level, no second one in cash, none unsigned, none of oneself.
  @Test
  void a_third_level_cannot_be_expressed_in_the_schema() {
    assertThat(ReferralRule.Level.values()).hasSize(2);
    var region = region(1, 0, 10_000);
    var lin = people.person();
    complete(sent(lin, region), 10_000);
    only(lin);
    var copy =
        """
        INSERT INTO rewards.referral_reward (id, order_id, level, promoter, buyer, region,
          rule_version, unit, kept_minor, amount, state, ordered_at, due_at)
        SELECT uuidv7(), order_id, %s, %s, buyer, region, rule_version, '%s', 1, 1, 'PENDING',
               ordered_at, due_at
        FROM rewards.referral_reward WHERE promoter = '%s'
        """;
    assertThatThrownBy(() -> run(copy.formatted("3", "promoter", "POINTS", lin.id())))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> run(copy.formatted("0", "promoter", "POINTS", lin.id())))
        .hasMessageContaining("level");
    assertThatThrownBy(() -> run(copy.formatted("1", "promoter", "POINTS", lin.id())))
        .as("one of each level for an order")
        .hasMessageContaining("order_id");
    assertThatThrownBy(() -> run(copy.formatted("2", "promoter", "CASH", lin.id())))
        .hasMessageContaining("second_level_is_never_cash");
    assertThatThrownBy(() -> run(copy.formatted("2", "buyer", "POINTS", lin.id())))
        .hasMessageContaining("nobody_earns_from_themselves");
    var rule =
        """
        INSERT INTO rewards.referral_rule (region, version, levels, first_bp, second_bp, month_cap,
          window_days, pending_days, made_at)
        VALUES ('ZZ', %s, %s, 100, 100, 100, 90, 7, now())
        """;
    assertThatThrownBy(() -> run(rule.formatted("1", "3"))).hasMessageContaining("levels");
    assertThatThrownBy(() -> run(rule.formatted("1", "2")))
        .hasMessageContaining("second_level_is_acknowledged");
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM information_schema.columns
                    WHERE table_schema = 'rewards' AND table_name LIKE 'referral%'
                      AND (data_type = 'ARRAY' OR column_name ~ 'level_?[0-9]|path|depth|team|rank|parent')
                    """)
                .query(Long.class)
                .single())
        .as("neither a chain nor a team nor a rank")
        .isZero();
  }

  @Test
  void whoever_shares_the_promoters_device_is_laid_before_a_person_with_the_evidence() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var bo = sent(lin, region);
    var device = UUID.randomUUID().toString();
    referrals.seen(lin.id(), Kind.DEVICE, device);
    referrals.seen(bo.id(), Kind.DEVICE, device);
    complete(bo, 10_000);
    only(lin);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    var reward = only(lin);
    assertThat(reward.state()).isEqualTo(State.REVIEW);
    assertThat(reward.evidence()).singleElement().asString().startsWith("SELF DEVICE");
    assertThat(reward.evidence().toString()).doesNotContain(device);
    assertThat(points(lin)).isZero();
    assertThat(referrals.decide(reward.id(), false, wen)).isTrue();
    assertThat(referrals.decide(reward.id(), true, wen)).as("decided already").isFalse();
    assertThat(only(lin).state()).isEqualTo(State.REFUSED);
  }

  @Test
  void nobody_earns_on_the_second_level_from_their_own_device() {
    var region = name();
    assertThat(referrals.publish(rule(region, 2, 100, 10_000, WORDS), wen)).isTrue();
    var second = people.person();
    var first = sent(second, region);
    var buyer = sent(first, region);
    var device = UUID.randomUUID().toString();
    referrals.seen(second.id(), Kind.DEVICE, device);
    referrals.seen(buyer.id(), Kind.DEVICE, device);
    complete(buyer, 10_000);
    only(second);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    assertThat(only(second).state()).isEqualTo(State.REVIEW);
    assertThat(only(second).evidence()).singleElement().asString().startsWith("SELF DEVICE");
    assertThat(only(first).state()).isEqualTo(State.PAID);
  }

  @Test
  void three_buyers_behind_one_payment_account_are_a_ring() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var account = UUID.randomUUID().toString();
    var ring = List.of(sent(lin, region), sent(lin, region), sent(lin, region));
    ring.forEach(buyer -> referrals.seen(buyer.id(), Kind.PAYMENT, account));
    var honest = sent(lin, region);
    referrals.seen(honest.id(), Kind.PAYMENT, UUID.randomUUID().toString());
    complete(ring.getFirst(), 10_000);
    complete(honest, 10_000);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> referrals.of(lin.id(), 0).rows().size() == 2);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    assertThat(of(lin, honest).state()).isEqualTo(State.PAID);
    var doubtful = of(lin, ring.getFirst());
    assertThat(doubtful.state()).isEqualTo(State.REVIEW);
    assertThat(doubtful.evidence()).singleElement().asString().startsWith("RING PAYMENT 3");
    assertThat(referrals.decide(doubtful.id(), true, wen)).isTrue();
    assertThat(points(lin)).isEqualTo(of(lin, honest).amount() + doubtful.amount());
  }

  @Test
  void only_end_buyers_count_and_nobody_is_paid_for_a_sale_of_their_own_shop() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var operator = people.person(Role.OPERATOR);
    referrals.attribute(operator, referrals.code(lin.id()), region);
    complete(operator, 10_000);
    var clerk = people.person();
    referrals.attribute(clerk, referrals.code(lin.id()), region);
    var offer = market.offer(1, 10_000);
    merchants.employ(offer.merchant(), clerk.id(), Clerk.Role.CLERK);
    complete(market.bought(market.wish(offer.id(), 1, clerk.id(), Market.someone())));
    var seller = people.person();
    var bo = people.person();
    referrals.attribute(bo, referrals.code(seller.id()), region);
    var own = market.offer(1, 10_000);
    merchants.employ(own.merchant(), seller.id(), Clerk.Role.CLERK);
    complete(market.bought(market.wish(own.id(), 1, bo.id(), Market.someone())));
    var good = complete(sent(lin, region), 5_000);
    assertThat(only(lin).order()).isEqualTo(good.id());
    assertThat(referrals.of(seller.id(), 0).rows()).isEmpty();
  }

  @Test
  void purchases_count_within_the_window_and_pay_up_to_the_months_cap() {
    var region = region(1, 0, 600);
    var lin = people.person();
    var bo = sent(lin, region);
    complete(bo, 10_000);
    only(lin);
    complete(bo, 10_000);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> referrals.of(lin.id(), 0).rows().size() == 2);
    clock.forward(Duration.ofDays(8));
    referrals.settle();
    assertThat(points(lin)).isEqualTo(600);
    clock.forward(Duration.ofDays(90));
    complete(bo, 10_000);
    var late = people.person();
    complete(sent(late, region), 10_000);
    only(late);
    assertThat(referrals.of(lin.id(), 0).rows()).hasSize(2);
  }

  @Test
  void somebody_is_sent_once_and_never_by_themselves_or_in_a_circle() {
    var region = region(1, 0, 10_000);
    var lin = people.person();
    var code = referrals.code(lin.id());
    assertThat(referrals.attribute(lin, code, region)).isFalse();
    var bo = people.person();
    assertThat(referrals.attribute(bo, code, region)).isTrue();
    assertThat(referrals.attribute(bo, referrals.code(people.person().id()), region)).isFalse();
    assertThat(referrals.attribute(lin, referrals.code(bo.id()), region)).isFalse();
    assertThat(referrals.attribute(people.person(), "nosuch22", region)).isFalse();
    var old = people.person();
    complete(old, 1_000);
    assertThat(referrals.attribute(old, code, region)).as("bought before").isFalse();
    assertThat(referrals.code(lin.id())).isEqualTo(code);
    assertThat(referrals.visited(code)).isTrue();
    assertThat(referrals.standing(lin.id()).visits()).isEqualTo(1);
  }

  private Person sent(Person promoter, String region) {
    var buyer = people.person();
    assertThat(referrals.attribute(buyer, referrals.code(promoter.id()), region)).isTrue();
    return buyer;
  }

  private Order complete(Person buyer, long priceMinor) {
    var offer = market.offer(1, priceMinor);
    return complete(market.bought(market.wish(offer.id(), 1, buyer.id(), Market.someone())));
  }

  private Order complete(Order order) {
    assertThat(orders.confirm(order.id())).isTrue();
    return market.until(order, OrderState.COMPLETED);
  }

  private ReferralReward only(Person promoter) {
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !referrals.of(promoter.id(), 0).rows().isEmpty());
    var rows = referrals.of(promoter.id(), 0).rows();
    assertThat(rows).hasSize(1);
    return rows.getFirst();
  }

  /// What referral alone has earned and left: welcome packs and quests give points too.
  private long points(Person person) {
    return rewards.lots(person.id()).stream()
        .filter(lot -> lot.kind().equals("referral"))
        .mapToLong(Lot::free)
        .sum();
  }

  /// Basis points of what the buyer paid and kept: a welcome coupon may have taken something off.
  private static long share(ReferralReward reward, int basisPoints) {
    return reward.keptMinor() * basisPoints / 10_000;
  }

  private ReferralReward of(Person promoter, Person buyer) {
    return referrals.of(promoter.id(), 0).rows().stream()
        .filter(reward -> reward.buyer().equals(buyer.id()))
        .findFirst()
        .orElseThrow();
  }

  private String region(int levels, int secondBp, long cap) {
    var region = name();
    assertThat(referrals.publish(rule(region, levels, secondBp, cap, null), wen)).isTrue();
    return region;
  }

  private static ReferralRule rule(
      String region, int levels, int secondBp, long cap, @Nullable String words) {
    return new ReferralRule(region, 0, levels, 500, secondBp, cap, 90, 7, words);
  }

  private static String name() {
    return "X" + (char) ('A' + REGIONS.getAndIncrement());
  }

  private void run(String sql) {
    jdbc.sql(sql).update();
  }
}
