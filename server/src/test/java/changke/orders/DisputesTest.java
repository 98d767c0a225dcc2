package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestClock;
import changke.vault.CardId;
import changke.vault.Reader;
import changke.vault.Stock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class DisputesTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Disputes disputes;
  @Autowired TestClock clock;

  @Test
  void a_bad_card_is_replaced_and_never_sold_again() {
    var offer = market.offer(2, 990);
    var order = market.bought(offer, 1);
    var bad = seen(order);
    var complaint = complain(order, bad);
    assertThat(market.now(order).state()).isEqualTo(OrderState.DISPUTED);
    assertThat(disputes.replace(complaint.id(), "ming")).isInstanceOf(Complaining.Decided.class);
    assertThat(market.now(order).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(seen(order)).isNotEqualTo(bad);
    assertThat(stock.inState(offer.id(), "available")).isZero();
    assertThat(disputes.replace(complaint.id(), "ming"))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  @Test
  void without_another_card_the_money_goes_back() {
    var offer = market.offer(1, 990);
    var order = market.bought(offer, 1);
    var complaint = complain(order, seen(order));
    assertThat(disputes.replace(complaint.id(), "ming")).isInstanceOf(Complaining.NoStock.class);
    assertThat(disputes.refund(complaint.id(), "ming")).isInstanceOf(Complaining.Decided.class);
    market.until(order, OrderState.REFUNDED);
  }

  @Test
  void a_complaint_that_nobody_answers_is_decided_for_the_buyer() {
    var replaceable = market.offer(2, 990);
    var empty = market.offer(1, 990);
    var first = market.bought(replaceable, 1);
    var second = market.bought(empty, 1);
    complain(first, seen(first));
    complain(second, seen(second));
    orders.decideOverdue();
    assertThat(market.now(first).state()).isEqualTo(OrderState.DISPUTED);
    clock.forward(Duration.ofHours(49));
    orders.decideOverdue();
    assertThat(market.now(first).state()).isEqualTo(OrderState.DELIVERED);
    assertThat(disputes.of(first.id()))
        .extracting(Complaint::state)
        .containsExactly(Complaint.State.REPLACED);
    market.until(second, OrderState.REFUNDED);
  }

  @Test
  void a_rejected_complaint_leaves_everything_and_a_disputed_order_does_not_complete() {
    var order = market.bought(market.offer(1, 990), 1);
    var complaint = complain(order, seen(order));
    clock.forward(Duration.ofDays(8));
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.DISPUTED);
    disputes.reject(complaint.id(), "ming", "it was used after it was bought");
    orders.complete();
    assertThat(market.now(order).state()).isEqualTo(OrderState.COMPLETED);
    assertThat(disputes.complain(order.id(), 1, complaint.card(), "again"))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  @Test
  void the_same_card_is_complained_about_once_at_a_time() {
    var order = market.bought(market.offer(1, 990), 1);
    var card = seen(order);
    complain(order, card);
    assertThat(disputes.complain(order.id(), 1, card, "again"))
        .isInstanceOf(Complaining.NotPossible.class);
    assertThat(disputes.complain(order.id(), 2, card, "no such line"))
        .isInstanceOf(Complaining.NotPossible.class);
  }

  private Complaint complain(Order order, CardId card) {
    return ((Complaining.Open) disputes.complain(order.id(), 1, card, "it says: already used"))
        .complaint();
  }

  private CardId seen(Order order) {
    var revealed = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    return revealed.lines().getFirst().cards().getFirst().id();
  }
}
