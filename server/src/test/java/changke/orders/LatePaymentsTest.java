package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.ledger.Ledger;
import changke.payments.FirstChannels;
import changke.payments.Payments;
import changke.rewards.Coupons;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.Stock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Money that comes late, or twice.
@HouseTest
class LatePaymentsTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Cashier cashier;
  @Autowired Ledger ledger;
  @Autowired Coupons coupons;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  @Test
  void a_late_payment_is_delivered_when_the_shelf_allows() {
    var offer = market.offer(1, 990);
    var order = market.placed(offer, 1);
    var trade = market.tradeOf(order);
    paidButNotNotified(trade);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    assertThat(market.now(order).state()).isEqualTo(OrderState.EXPIRED);
    clock.forward(Duration.ofMinutes(1));
    payments.poll();
    var delivered = market.until(order, OrderState.DELIVERED);
    assertThat(delivered.late()).isTrue();
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(1);
  }

  @Test
  void a_late_payment_without_stock_goes_back_to_the_source() {
    var offer = market.offer(1, 990);
    var order = market.placed(offer, 1);
    var trade = market.tradeOf(order);
    paidButNotNotified(trade);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    market.bought(offer, 1);
    clock.forward(Duration.ofMinutes(1));
    payments.poll();
    market.until(order, OrderState.REFUNDED);
    assertThat(
            jdbc.sql("SELECT sum(amount_minor) FROM cashier.refund WHERE trade_no = :trade")
                .param("trade", trade)
                .query(Long.class)
                .single())
        .isEqualTo(990);
  }

  @Test
  void a_member_who_paid_late_for_nothing_gets_an_apology_once() {
    var offer = market.offer(1, 990);
    var liu = new PersonId(ids.next());
    var order = market.placed(market.wish(offer.id(), 1, liu, Market.someone()));
    var trade = market.tradeOf(order);
    paidButNotNotified(trade);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    assertThat(apologies(liu)).isZero();
    market.bought(offer, 1);
    clock.forward(Duration.ofMinutes(1));
    payments.poll();
    market.until(order, OrderState.REFUNDED);
    await().atMost(Duration.ofSeconds(10)).until(() -> apologies(liu) == 1);
    payments.poll();
    assertThat(apologies(liu)).isEqualTo(1);
  }

  private long apologies(PersonId person) {
    return coupons.open(person).stream()
        .filter(coupon -> coupon.terms().key().equals("compensation"))
        .count();
  }

  @Test
  void a_late_payment_of_two_lines_delivers_one_and_gives_the_other_back() {
    var plenty = market.offer(5, 300);
    var few = market.offer(1, 700);
    var order =
        market.placed(
            new OrderRequest(
                UUID.randomUUID(),
                null,
                Market.someone(),
                "en",
                "10.0.0.1" + ids.next(),
                List.of(OrderRequest.Item.of(plenty.id(), 1), OrderRequest.Item.of(few.id(), 1))));
    var trade = market.tradeOf(order);
    paidButNotNotified(trade);
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    market.bought(few, 1);
    clock.forward(Duration.ofMinutes(1));
    payments.poll();
    var delivered = market.until(order, OrderState.DELIVERED);
    assertThat(delivered.lines())
        .extracting(OrderLine::state)
        .containsExactly(LineState.DELIVERED, LineState.RETURNED);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            jdbc.sql(
                        "SELECT coalesce(sum(amount_minor), 0) FROM cashier.refund WHERE trade_no = :t")
                    .param("t", trade)
                    .query(Long.class)
                    .single()
                == 700);
    assertThat(balance(OrderBooks.payable(few.merchant(), "CNY"))).isEqualTo(665);
  }

  @Test
  void an_order_paid_twice_keeps_one_payment_and_returns_the_other() {
    var offer = market.offer(3, 500);
    var liu = new PersonId(ids.next());
    market.topUp(liu, 500);
    var order = market.placed(market.wish(offer.id(), 1, liu, Market.someone()));
    var trade = market.tradeOf(order);
    assertThat(orders.pay(order.id(), FirstChannels.WALLET, "/x")).isInstanceOf(Paying.Paid.class);
    cashier.pay(trade, Behaviour.HONEST);
    market.until(order, OrderState.DELIVERED);
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            jdbc.sql(
                        "SELECT coalesce(sum(amount_minor), 0) FROM cashier.refund WHERE trade_no = :t")
                    .param("t", trade)
                    .query(Long.class)
                    .single()
                == 500);
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(stock.inState(offer.id(), "sold")).isEqualTo(1);
  }

  private void paidButNotNotified(String trade) {
    cashier.pay(trade, new Behaviour(1, 0, true, false, false));
  }

  private long balance(changke.ledger.Account account) {
    return ledger.balanceOf(account).total();
  }
}
