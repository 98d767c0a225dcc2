package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.catalog.Offer;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Money that comes after the coupon, the promotion and the points of its order were let go.
@HouseTest
class LatePricesTest {

  private static final Behaviour SILENT = new Behaviour(1, 0, true, false, false);

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Cashier cashier;
  @Autowired Coupons coupons;
  @Autowired Rewards rewards;
  @Autowired TermsRows terms;
  @Autowired PromotionRows promotions;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void a_coupon_that_is_still_there_is_used_by_the_late_payment() {
    var liu = new PersonId(ids.next());
    var offer = market.offer(5, 3000);
    var key = coupon(offer, 10_000L);
    coupons.claim(liu, key);
    var order = lapsed(wish(offer, liu, 0));
    assertThat(coupons.open(liu)).hasSize(1);
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 0, 0));
    payments.poll();
    assertThat(market.until(order, OrderState.DELIVERED).total().minor()).isEqualTo(2500);
    assertThat(coupons.open(liu)).isEmpty();
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 500, 1));
    orders.giveBack(order.id());
    market.until(order, OrderState.REFUNDED);
    assertThat(coupons.open(liu)).hasSize(1);
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 0, 0));
  }

  @Test
  void a_coupon_that_was_used_meanwhile_counts_once_and_the_buyer_keeps_the_price_that_was_paid() {
    var liu = new PersonId(ids.next());
    var offer = market.offer(5, 3000);
    var key = coupon(offer, 500L);
    coupons.claim(liu, key);
    var late = lapsed(wish(offer, liu, 0));
    var second = market.bought(wish(offer, liu, 0));
    assertThat(second.total().minor()).isEqualTo(2500);
    payments.poll();
    assertThat(market.until(late, OrderState.DELIVERED).total().minor()).isEqualTo(2500);
    assertThat(counts(key))
        .as("never over the budget")
        .isEqualTo(new TermsRows.Counts(1, 0, 500, 1));
    orders.giveBack(late.id());
    market.until(late, OrderState.REFUNDED);
    assertThat(coupons.open(liu)).as("what it did not use does not come back").isEmpty();
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 500, 1));
  }

  @Test
  void a_flash_sale_that_sold_out_meanwhile_stays_within_its_stock() {
    var offer = market.offer(5, 3000);
    var flash = flash(offer, 1);
    var late = lapsed(market.wish(offer, 1));
    assertThat(late.total().minor()).isEqualTo(1000);
    assertThat(market.bought(offer, 1).total().minor()).isEqualTo(1000);
    payments.poll();
    assertThat(market.until(late, OrderState.DELIVERED).total().minor()).isEqualTo(1000);
    assertThat(promotions.find(flash).orElseThrow().pieces()).isEqualTo(1);
  }

  @Test
  void points_that_are_still_there_are_taken_and_points_that_are_gone_are_no_debt() {
    var liu = new PersonId(ids.next());
    rewards.give(Gift.now(liu, "gift " + liu, 400, "test", "test", 1));
    var offer = market.offer(5, 3000);
    var first = lapsed(wish(offer, liu, 300));
    assertThat(rewards.balance(liu).available()).isEqualTo(400);
    payments.poll();
    market.until(first, OrderState.DELIVERED);
    assertThat(rewards.balance(liu).available()).isEqualTo(100);

    var second = lapsed(wish(offer, liu, 100));
    assertThat(market.bought(wish(offer, liu, 100)).tendered().minor()).isEqualTo(100);
    payments.poll();
    market.until(second, OrderState.DELIVERED);
    assertThat(rewards.balance(liu).available()).isZero();
    assertThat(rewards.balance(liu).debt()).isZero();
    orders.giveBack(second.id());
    market.until(second, OrderState.REFUNDED);
    assertThat(rewards.balance(liu).available()).as("what it did not take").isZero();
    assertThat(rewards.prove().holds()).isTrue();
  }

  /// Paid at the cashier without a word to us, and let go here.
  private Order lapsed(OrderRequest wish) {
    var order = market.placed(wish);
    cashier.pay(market.tradeOf(order), SILENT);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    assertThat(market.now(order).state()).isEqualTo(OrderState.EXPIRED);
    clock.forward(Duration.ofMinutes(1));
    return order;
  }

  private TermsRows.Counts counts(String key) {
    return terms.counts(terms.find(key).orElseThrow().id());
  }

  private OrderRequest wish(Offer offer, PersonId person, long points) {
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

  private String coupon(Offer offer, long budget) {
    var now = clock.instant();
    var coupon = ReadyRules.coupon(ids.next(), offer, 500, budget, now);
    terms.insert(coupon, "test", now);
    return coupon.key();
  }

  private String flash(Offer offer, long stock) {
    var now = clock.instant();
    var flash = ReadyRules.flash(ids.next(), offer, 1000, Audience.EVERYONE, stock, null, now);
    promotions.insert(flash, "test", now);
    return flash.key();
  }
}
