package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.orders.Market;
import changke.orders.OrderRequest;
import changke.orders.Orders;
import changke.orders.Placing;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class TiersTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<TierLevel> LEVELS =
      List.of(level(Tier.BRONZE, 0, 0), level(Tier.SILVER, 1000, 2), level(Tier.GOLD, 5000, 4));

  @Autowired Tiers tiers;
  @Autowired Turnovers turnovers;
  @Autowired Classes classes;
  @Autowired Orders orders;
  @Autowired Market market;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void spend_and_frequency_are_both_asked_for() {
    assertThat(TierRules.reached(9000, 1, LEVELS)).isEqualTo(Tier.BRONZE);
    assertThat(TierRules.reached(999, 9, LEVELS)).isEqualTo(Tier.BRONZE);
    assertThat(TierRules.reached(1000, 2, LEVELS)).isEqualTo(Tier.SILVER);
    assertThat(TierRules.next(Tier.SILVER, 1200, 3, LEVELS))
        .isEqualTo(new TierStanding.Next(Tier.GOLD, 3800, 1));
    assertThat(TierRules.next(Tier.GOLD, 9000, 9, LEVELS)).isNull();
  }

  @Test
  void a_tier_rises_at_once_and_falls_only_after_notice_and_grace() {
    var up = TierRules.decide(new TierRules.Held(Tier.BRONZE, null), 5000, 4, LEVELS, NOW);
    assertThat(up).isEqualTo(new TierRules.Decision(TierRules.Step.UP, Tier.GOLD, null));
    var gold = new TierRules.Held(Tier.GOLD, null);
    var notice = TierRules.decide(gold, 1000, 2, LEVELS, NOW);
    assertThat(notice.step()).isEqualTo(TierRules.Step.NOTICE);
    assertThat(notice.tier()).isEqualTo(Tier.GOLD);
    var warned = new TierRules.Held(Tier.GOLD, notice.fallsAt());
    assertThat(TierRules.decide(warned, 1000, 2, LEVELS, NOW.plus(Duration.ofDays(29))).step())
        .isEqualTo(TierRules.Step.NOTHING);
    assertThat(TierRules.decide(warned, 5000, 4, LEVELS, NOW.plus(Duration.ofDays(29))).step())
        .isEqualTo(TierRules.Step.KEPT);
    assertThat(TierRules.decide(warned, 1000, 2, LEVELS, NOW.plus(Duration.ofDays(30))))
        .isEqualTo(new TierRules.Decision(TierRules.Step.DOWN, Tier.SILVER, null));
  }

  @Test
  void a_year_ago_on_a_leap_day_is_the_twenty_eighth() {
    assertThat(TierRules.yearBefore(Instant.parse("2028-02-29T04:00:00Z"), SHANGHAI))
        .isEqualTo(Instant.parse("2027-02-28T04:00:00Z"));
  }

  @Test
  void who_buys_enough_is_silver_at_once_with_what_that_brings() {
    var liu = new PersonId(ids.next());
    for (int i = 0; i < 3; i++) {
      turnovers.put(new OrderId(ids.next()), liu, clock.instant(), 10_000);
    }
    assertThat(tiers.quotaFactor(liu)).isEqualTo(1);
    tiers.look(liu);
    assertThat(tiers.of(liu)).isEqualTo(Tier.SILVER);
    assertThat(tiers.quotaFactor(liu)).isEqualTo(2);
    assertThat(tiers.has(liu, Benefit.EARLY_ACCESS)).isTrue();
    assertThat(tiers.has(liu, Benefit.ADVISER)).isFalse();
    assertThat(classes.belongs(Audience.SILVER_UP, liu)).isTrue();
    assertThat(classes.belongs(Audience.GOLD_UP, liu)).isFalse();
    assertThat(tiers.standing(liu).next()).isEqualTo(new TierStanding.Next(Tier.GOLD, 90_000, 5));
    clock.forward(Duration.ofDays(366));
    tiers.lookAtAll();
    assertThat(tiers.of(liu)).isEqualTo(Tier.SILVER);
    assertThat(tiers.standing(liu).fallsAt()).isNotNull();
    clock.forward(Duration.ofDays(31));
    tiers.lookAtAll();
    assertThat(tiers.of(liu)).isEqualTo(Tier.BRONZE);
  }

  @Test
  void an_offer_opens_to_silver_before_it_opens_to_everyone() {
    var liu = new PersonId(ids.next());
    for (int i = 0; i < 3; i++) {
      turnovers.put(new OrderId(ids.next()), liu, clock.instant(), 10_000);
    }
    tiers.look(liu);
    var offer = market.offer(5, 500);
    tiers.openEarly(offer.id(), clock.instant().plus(Duration.ofHours(6)), "test");
    assertThat(orders.place(market.wish(offer, 1))).isInstanceOf(Placing.Unavailable.class);
    var request =
        new OrderRequest(
            UUID.randomUUID(),
            liu,
            Market.someone(),
            "zh",
            "10." + liu,
            List.of(new OrderRequest.Item(offer.id(), 1, null, Map.of())));
    assertThat(orders.place(request)).isInstanceOf(Placing.Placed.class);
    clock.forward(Duration.ofHours(7));
    assertThat(orders.place(market.wish(offer, 1))).isInstanceOf(Placing.Placed.class);
  }

  private static TierLevel level(Tier tier, long spend, int orders) {
    return new TierLevel(tier, 1, spend, orders, 1, 0, Set.of());
  }
}
