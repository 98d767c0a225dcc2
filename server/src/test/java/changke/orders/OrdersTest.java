package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.ledger.Ledger;
import changke.payments.Books;
import changke.payments.ChannelId;
import changke.payments.FirstChannels;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.vault.Reader;
import changke.vault.Stock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Placing, paying, and what becomes of an order that nobody pays.
@HouseTest
class OrdersTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Catalog catalog;
  @Autowired Ledger ledger;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void a_guest_has_the_card_within_a_second_of_paying() {
    var offer = market.offer(3, 990);
    var order = market.placed(offer, 2);
    assertThat(stock.inState(offer.id(), "held")).isEqualTo(2);
    market.pay(order, Behaviour.HONEST);
    await()
        .atMost(Duration.ofSeconds(1))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> market.now(order).state() == OrderState.DELIVERED);
    var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    assertThat(revealed.lines()).hasSize(1);
    assertThat(revealed.lines().getFirst().cards()).hasSize(2).doesNotHaveDuplicates();
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(2);
    assertThat(orders.timeline(order.id()))
        .extracting(OrderStep::kind)
        .containsExactly("placed", "paid", "line-delivered", "delivered");
  }

  @Test
  void every_yuan_of_a_sale_is_in_the_book() {
    var offer = market.offer(1, 1000);
    var deposit = balance(Books.deposit("CNY"));
    var commission = balance(OrderBooks.commission("CNY"));
    var order = market.bought(offer, 1);
    assertThat(balance(OrderBooks.payable(offer.merchant(), "CNY"))).isEqualTo(950);
    assertThat(balance(OrderBooks.commission("CNY")) - commission).isEqualTo(50);
    assertThat(balance(Books.deposit("CNY"))).isEqualTo(deposit);
    orders.takeBack(order.id(), Set.of(), "test");
    market.until(order, OrderState.REFUNDED);
    assertThat(balance(OrderBooks.payable(offer.merchant(), "CNY"))).isZero();
    assertThat(balance(OrderBooks.commission("CNY"))).isEqualTo(commission);
    assertThat(balance(Books.deposit("CNY"))).isEqualTo(deposit);
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void the_same_form_twice_is_one_order() {
    var offer = market.offer(5, 990);
    var wish = market.wish(offer, 1);
    assertThat(market.placed(wish).id()).isEqualTo(market.placed(wish).id());
    assertThat(stock.inState(offer.id(), "held")).isEqualTo(1);
  }

  @Test
  void a_shortage_burns_no_card() {
    var plenty = market.offer(5, 990);
    var few = market.offer(1, 990);
    var wish =
        new OrderRequest(
            UUID.randomUUID(),
            null,
            Market.someone(),
            "en",
            "10.0.0.1",
            List.of(OrderRequest.Item.of(plenty.id(), 2), OrderRequest.Item.of(few.id(), 2)));
    assertThat(orders.place(wish)).isEqualTo(new Placing.TooFew(few.id(), 1));
    assertThat(stock.inState(plenty.id(), "available")).isEqualTo(5);
    assertThat(stock.inState(few.id(), "available")).isEqualTo(1);
  }

  @Test
  void what_the_request_says_is_checked() {
    var offer = market.offer(5, 990);
    assertThat(orders.place(market.wish(new OfferId(ids.next()), 1, null, Market.someone())))
        .isInstanceOf(Placing.Unavailable.class);
    assertThat(orders.place(market.wish(offer.id(), 0, null, Market.someone())))
        .isEqualTo(new Placing.Unfit(List.of("items")));
    assertThat(orders.place(market.wish(offer.id(), 1, null, "nonsense")))
        .isEqualTo(new Placing.Unfit(List.of("email")));
    catalog.pause(offer.merchant(), offer.id());
    assertThat(orders.place(market.wish(offer, 1))).isInstanceOf(Placing.Unavailable.class);
  }

  @Test
  void unpaid_orders_do_not_empty_the_shelf() {
    var offer = market.offer(200, 990, Delivery.CARDS, 5);
    var greedy = Market.someone();
    assertThat(orders.place(market.wish(offer.id(), 4, null, greedy)))
        .isInstanceOf(Placing.Placed.class);
    assertThat(
            orders.place(
                market.wish(offer.id(), 4, null, greedy.toUpperCase(java.util.Locale.ROOT))))
        .isEqualTo(new Placing.OverQuota(offer.id(), 1));
    for (int i = 0; i < 4; i++) {
      var other = market.offer(10, 100);
      assertThat(orders.place(market.wish(other.id(), 1, null, greedy)))
          .isInstanceOf(Placing.Placed.class);
    }
    var one = market.offer(10, 100);
    assertThat(orders.place(market.wish(one.id(), 1, null, greedy)))
        .isEqualTo(new Placing.TooManyOpen());
    assertThat(stock.inState(offer.id(), "held")).isEqualTo(4);
  }

  @Test
  void one_network_address_with_many_mail_addresses_is_stopped() {
    var offer = market.offer(200, 990);
    var results =
        java.util.stream.IntStream.range(0, 30)
            .mapToObj(i ->
                orders.place(
                    new OrderRequest(
                        UUID.randomUUID(),
                        null,
                        Market.someone(),
                        "en",
                        "203.0.113.7",
                        List.of(OrderRequest.Item.of(offer.id(), 1)))))
            .toList();
    assertThat(results).filteredOn(r -> r instanceof Placing.Placed).hasSize(20);
    assertThat(results).filteredOn(r -> r instanceof Placing.TooManyOpen).hasSize(10);
  }

  @Test
  void what_is_not_paid_in_time_goes_back_to_the_shelf() {
    var offer = market.offer(2, 990);
    var order = market.placed(offer, 2);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    assertThat(market.now(order).state()).isEqualTo(OrderState.EXPIRED);
    assertThat(stock.inState(offer.id(), "available")).isEqualTo(2);
    assertThat(orders.pay(order.id(), FirstChannels.SANDBOX, "/x"))
        .isEqualTo(new Paying.NotPayable(OrderState.EXPIRED));
  }

  @Test
  void a_cancelled_order_frees_its_cards_and_a_paid_one_is_not_cancelled() {
    var offer = market.offer(2, 990);
    var order = market.placed(offer, 1);
    assertThat(orders.cancel(order.id())).isTrue();
    assertThat(orders.cancel(order.id())).isTrue();
    assertThat(stock.inState(offer.id(), "available")).isEqualTo(2);
    assertThat(orders.cancel(market.bought(offer, 1).id())).isFalse();
  }

  @Test
  void an_order_completes_by_itself_after_its_window() {
    var offer = market.offer(2, 990);
    var order = market.bought(offer, 1);
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    clock.forward(Duration.ofDays(7).plusSeconds(1));
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.COMPLETED);
    var other = market.bought(offer, 1);
    assertThat(orders.confirm(other.id())).isTrue();
    assertThat(market.now(other).state()).isEqualTo(OrderState.COMPLETED);
  }

  @Test
  void what_a_person_hands_over_is_delivered_when_it_is_written() {
    var offer = market.offer(0, 990, Delivery.BY_HAND, 5);
    var order = market.placed(offer, 1);
    market.pay(order, Behaviour.HONEST);
    var waiting = market.until(order, OrderState.DELIVERING);
    assertThat(waiting.lines().getFirst().dueAt()).isNotNull();
    assertThat(orders.handOver(order.id(), 1, new MerchantId(ids.next()), List.of("not yours")))
        .isFalse();
    assertThat(orders.handOver(order.id(), 1, offer.merchant(), List.of("topped up"))).isTrue();
    assertThat(orders.handOver(order.id(), 1, offer.merchant(), List.of("again"))).isFalse();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    assertThat(revealed.lines().getFirst().cards().getFirst().text()).isEqualTo("topped up");
  }

  @Test
  void what_costs_nothing_is_delivered_at_once() {
    var offer = market.offer(1, 0);
    assertThat(market.placed(offer, 1).state()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  void the_order_keeps_what_was_sold_when_the_offer_changes() {
    var offer = market.offer(2, 990);
    var order = market.placed(offer, 1);
    jdbc.sql("UPDATE catalog.offer SET price_minor = 1 WHERE id = :id")
        .param("id", offer.id().value())
        .update();
    market.pay(order, Behaviour.HONEST);
    var delivered = market.until(order, OrderState.DELIVERED);
    assertThat(delivered.total()).isEqualTo(Money.of(990, "CNY"));
    assertThat(delivered.lines().getFirst().title().en()).isEqualTo("Star card");
  }

  @Test
  void the_address_of_the_cashier_is_the_same_when_asked_again() {
    var order = market.placed(market.offer(1, 990), 1);
    assertThat(market.tradeOf(order)).isEqualTo(market.tradeOf(order));
    assertThat(orders.pay(order.id(), new ChannelId(ids.next()), "/x"))
        .isEqualTo(new Paying.NoSuchChannel());
  }

  private long balance(changke.ledger.Account account) {
    return ledger.balanceOf(account).total();
  }
}
