package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.cashier.Behaviour;
import changke.catalog.Offer;
import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.orders.Placing;
import changke.payments.Books;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Orders with something taken off, from placing to giving back.
@HouseTest
class PricesTest {

  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Coupons coupons;
  @Autowired Rewards rewards;
  @Autowired Prices prices;
  @Autowired TermsRows terms;
  @Autowired PromotionRows promotions;
  @Autowired Ledger ledger;
  @Autowired Ids ids;
  @Autowired Clock clock;

  private PersonId liu = new PersonId(UUID.randomUUID());

  @BeforeEach
  void someone() {
    liu = new PersonId(ids.next());
  }

  @Test
  void a_coupon_is_held_with_the_order_and_free_again_when_it_dies() {
    var offer = market.offer(5, 3000);
    var key = coupon(offer, 500, null);
    coupons.claim(liu, key);
    var order = market.placed(wish(offer, 1, 0));
    assertThat(order.total()).isEqualTo(yuan(2500));
    assertThat(coupons.open(liu)).isEmpty();
    assertThat(orders.cancel(order.id())).isTrue();
    assertThat(coupons.open(liu)).hasSize(1);
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 0, 0));
  }

  @Test
  void a_coupon_is_used_when_the_order_is_paid_and_back_when_all_is_given_back() {
    var offer = market.offer(5, 3000);
    var key = coupon(offer, 500, null);
    coupons.claim(liu, key);
    var payable = Account.open("payable", offer.merchant().toString(), "CNY");
    var order = market.bought(wish(offer, 2, 0));
    assertThat(order.total()).isEqualTo(yuan(5500));
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 500, 1));
    assertThat(prices.takenOff(order.id()))
        .singleElement()
        .satisfies(note -> assertThat(note.off()).isEqualTo(yuan(500)));
    await().until(() -> ledger.balanceOf(payable).total() == 5700);
    orders.giveBack(order.id());
    market.until(order, OrderState.REFUNDED);
    assertThat(counts(key)).isEqualTo(new TermsRows.Counts(1, 0, 0, 0));
    assertThat(coupons.open(liu)).hasSize(1);
    await().until(() -> ledger.balanceOf(payable).total() == 0);
  }

  @Test
  void a_coupon_that_is_saved_for_later_is_not_used() {
    var offer = market.offer(5, 3000);
    coupons.claim(liu, coupon(offer, 500, null));
    coupons.keep(liu, coupons.open(liu).getFirst().id(), true);
    assertThat(market.placed(wish(offer, 1, 0)).total()).isEqualTo(yuan(3000));
  }

  @Test
  void a_budget_is_never_passed_by_many_at_once() throws Exception {
    var offer = market.offer(100, 3000);
    var key = coupon(offer, 500, 5_000L);
    var totals = new ArrayList<Long>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      var wishes =
          IntStream.range(0, 40)
              .mapToObj(i -> new PersonId(ids.next()))
              .map(person ->
                  threads.submit(() -> {
                    coupons.claim(person, key);
                    for (int again = 0; again < 20; again++) {
                      var wish = market.wish(offer.id(), 1, person, Market.someone());
                      if (orders.place(wish) instanceof Placing.Placed placed) {
                        return placed.order().total().minor();
                      }
                    }
                    return 0L;
                  }))
              .toList();
      for (var wish : wishes) {
        totals.add(wish.get());
      }
    }
    assertThat(totals.stream().filter(total -> total == 2500)).hasSize(10);
    assertThat(totals.stream().filter(total -> total == 3000)).hasSize(30);
    assertThat(counts(key).heldMinor()).isEqualTo(5000);
  }

  @Test
  void a_flash_sale_sells_its_stock_and_no_piece_more_and_a_newcomer_price_counts_once() {
    var offer = market.offer(20, 3000);
    promote(offer, 1000L, Audience.MEMBERS, 3L, 1);
    var bought = new ArrayList<Order>();
    for (int i = 0; i < 4; i++) {
      bought.add(
          market.placed(market.wish(offer.id(), 1, new PersonId(ids.next()), Market.someone())));
    }
    assertThat(bought.stream().map(o -> o.total().minor()))
        .containsExactly(1000L, 1000L, 1000L, 3000L);
    orders.cancel(bought.getFirst().id());
    assertThat(market.placed(wish(offer, 2, 0)).total())
        .as("one piece at the low price, the other at its own")
        .isEqualTo(yuan(4000));
    assertThat(market.placed(market.wish(offer, 1)).total()).as("a guest").isEqualTo(yuan(3000));
  }

  @Test
  void what_the_buyer_saw_is_what_the_order_costs_or_there_is_no_order() {
    var offer = market.offer(5, 3000);
    var wish = wish(offer, 1, 0);
    var seen =
        new OrderRequest(
            wish.request(), liu, wish.email(), "zh", wish.address(), wish.items(), yuan(2500), 0);
    assertThat(orders.place(seen)).isInstanceOf(Placing.PriceMoved.class);
  }

  @Test
  void points_and_money_pay_together_and_go_back_in_the_same_proportion() {
    var offer = market.offer(5, 1000);
    var other = market.offer(5, 500);
    points(600);
    var wish =
        new OrderRequest(
            UUID.randomUUID(),
            liu,
            Market.someone(),
            "zh",
            "10." + liu,
            List.of(
                new OrderRequest.Item(offer.id(), 1, null, Map.of()),
                new OrderRequest.Item(other.id(), 1, null, Map.of())),
            yuan(1500),
            600);
    var deposit = ledger.balanceOf(Books.deposit("CNY")).total();
    var placed = market.placed(wish);
    assertThat(placed.total()).isEqualTo(yuan(1500));
    assertThat(placed.due()).isEqualTo(yuan(900));
    assertThat(rewards.balance(liu).held()).isEqualTo(600);
    market.pay(placed, Behaviour.HONEST);
    var order = market.until(placed, OrderState.DELIVERED);
    assertThat(rewards.balance(liu).available()).isZero();
    orders.takeBack(order.id(), Set.of(1), "half");
    assertThat(rewards.balance(liu).available()).isEqualTo(400);
    orders.takeBack(order.id(), Set.of(2), "rest");
    assertThat(rewards.balance(liu).available()).isEqualTo(600);
    market.until(order, OrderState.REFUNDED);
    assertThat(ledger.balanceOf(Books.deposit("CNY")).total()).isEqualTo(deposit);
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void points_can_pay_it_all_and_come_back_when_the_order_dies() {
    var offer = market.offer(5, 500);
    points(700);
    var order = market.placed(wish(offer, 1, 700));
    assertThat(order.state()).isEqualTo(OrderState.DELIVERED);
    assertThat(rewards.balance(liu).available()).isEqualTo(200);
    orders.giveBack(order.id());
    market.until(order, OrderState.REFUNDED);
    assertThat(rewards.balance(liu).available()).isEqualTo(700);
    var waiting = market.placed(wish(market.offer(5, 2000), 1, 700));
    assertThat(waiting.due()).isEqualTo(yuan(1300));
    orders.cancel(waiting.id());
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(700, 0, 0, 0));
    assertThat(orders.place(wish(offer, 2, 900))).isInstanceOf(Placing.PriceMoved.class);
  }

  @Test
  void buying_earns_points_that_wait_and_a_refund_takes_them_back() {
    var offer = market.offer(5, 3000);
    var order = market.bought(wish(offer, 2, 0));
    await().until(() -> rewards.balance(liu).pending() == 60 + 50);
    assertThat(rewards.balance(liu).available()).isZero();
    orders.giveBack(order.id());
    await().until(() -> rewards.balance(liu).pending() == 0);
    assertThat(rewards.balance(liu)).isEqualTo(new PointBalance(0, 0, 0, 0));
  }

  private OrderRequest wish(Offer offer, int quantity, long points) {
    return new OrderRequest(
        UUID.randomUUID(),
        liu,
        Market.someone(),
        "zh",
        "10." + liu,
        List.of(new OrderRequest.Item(offer.id(), quantity, null, Map.of())),
        null,
        points);
  }

  private void points(long points) {
    rewards.give(Gift.now(liu, "gift " + liu, points, "test", "test", 1));
  }

  private TermsRows.Counts counts(String key) {
    return terms.counts(terms.find(key).orElseThrow().id());
  }

  private String coupon(Offer offer, long off, @Nullable Long budget) {
    var now = clock.instant();
    var coupon = ReadyRules.coupon(ids.next(), offer, off, budget, now);
    terms.insert(coupon, "test", now);
    return coupon.key();
  }

  private void promote(
      Offer offer, long price, Audience audience, @Nullable Long stock, @Nullable Integer each) {
    var now = clock.instant();
    promotions.insert(
        ReadyRules.flash(ids.next(), offer, price, audience, stock, each, now), "test", now);
  }

  private static Money yuan(long minor) {
    return Money.of(minor, "CNY");
  }
}
