package changke.orders;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.payments.FirstChannels;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.Reader;
import changke.vault.Stock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Money on its way back, and the balance.
@HouseTest
class ReturnsTest {

  @Autowired Market market;
  @Autowired Stock stock;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Ids ids;

  @Test
  void before_the_card_is_seen_the_money_comes_back_without_questions() {
    var offer = market.offer(1, 990);
    var order = market.bought(offer, 1);
    assertThat(orders.giveBack(order.id())).isInstanceOf(Returning.Refunding.class);
    market.until(order, OrderState.REFUNDED);
    assertThat(stock.inState(offer.id(), "revoked")).isEqualTo(1);
    assertThat(orders.reveal(order.id(), Reader.guest(order.id())))
        .isEqualTo(new Revealing.NotDelivered(OrderState.REFUNDED));
    assertThat(orders.giveBack(order.id()))
        .isEqualTo(new Returning.NothingToReturn(OrderState.REFUNDED));
  }

  @Test
  void after_the_card_is_seen_it_goes_by_evidence() {
    var offer = market.offer(1, 990);
    var order = market.bought(offer, 1);
    orders.reveal(order.id(), Reader.guest(order.id()));
    assertThat(orders.giveBack(order.id())).isEqualTo(new Returning.AlreadySeen());
    assertThat(orders.takeBack(order.id(), Set.of(1), "the card was used before"))
        .isInstanceOf(Returning.Refunding.class);
    market.until(order, OrderState.REFUNDED);
  }

  @Test
  void a_member_pays_from_the_balance_and_it_comes_back_there() {
    var liu = new PersonId(ids.next());
    market.topUp(liu, 2000);
    var offer = market.offer(1, 990);
    var order = market.placed(market.wish(offer.id(), 1, liu, Market.someone()));
    assertThat(orders.pay(order.id(), FirstChannels.WALLET, "/x")).isInstanceOf(Paying.Paid.class);
    market.until(order, OrderState.DELIVERED);
    assertThat(wallet(liu)).isEqualTo(1010);
    orders.giveBack(order.id());
    market.until(order, OrderState.REFUNDED);
    assertThat(wallet(liu)).isEqualTo(2000);
    assertThat(orders.of(liu, 0).rows()).hasSize(1);
  }

  private long wallet(PersonId person) {
    return payments.wallet(person, java.util.Currency.getInstance("CNY")).total();
  }
}
