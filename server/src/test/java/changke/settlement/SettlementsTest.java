package changke.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Ledger;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.payments.Payments;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A merchant's earnings through time: earned, waiting, due, moved to the owner's balance; and a
/// debt where buyers got their money back afterwards.
@HouseTest
class SettlementsTest {

  private static final Currency YUAN = Currency.getInstance("CNY");

  @Autowired Settlements settlements;
  @Autowired Market market;
  @Autowired Merchants merchants;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Identity identity;
  @Autowired Ledger ledger;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private PersonId ming = new PersonId(UUID.randomUUID());
  private String email = "";

  @BeforeEach
  void ming_has_a_shop() {
    email = "ming-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Ming", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    ming = ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
  }

  @Test
  void what_is_sold_waits_seven_days_and_then_moves_once() {
    var offer = offer();
    market.bought(offer, 1);
    var fresh = standing(offer);
    assertThat(fresh.owed().minor()).as("10.00 less 5 % commission").isEqualTo(950);
    assertThat(fresh.waits().minor()).isEqualTo(950);
    var request = ids.next();
    assertThat(settle(request, offer)).isEqualTo(new Settling.NothingDue(fresh));
    clock.forward(Duration.ofDays(7).plusMinutes(1));
    market.bought(offer, 1);
    assertThat(standing(offer).due().minor()).as("the newer one waits").isEqualTo(950);
    assertThat(settle(request, offer)).isInstanceOf(Settling.Settled.class);
    assertThat(settle(request, offer)).isInstanceOf(Settling.Settled.class);
    assertThat(settle(ids.next(), offer)).isInstanceOf(Settling.NothingDue.class);
    assertThat(payments.wallet(ming, YUAN).available()).isEqualTo(950);
    assertThat(settlements.of(offer.merchant())).hasSize(1);
    assertThat(settlements.statement(offer.merchant(), YUAN, Long.MAX_VALUE, 10))
        .extracting(StatementLine::kind)
        .containsExactly("settlement", "order-delivered", "order-delivered");
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void a_refund_while_it_waits_takes_nothing_that_was_due() {
    var offer = offer();
    market.bought(offer, 1);
    clock.forward(Duration.ofDays(8));
    var young = market.bought(offer, 1);
    orders.takeBack(young.id(), Set.of(), "asked for");
    assertThat(standing(offer).due().minor()).isEqualTo(950);
    assertThat(standing(offer).waits().minor()).isZero();
  }

  @Test
  void a_refund_after_the_payout_becomes_a_debt_that_later_sales_make_up_for() {
    var offer = offer();
    var order = market.bought(offer, 1);
    clock.forward(Duration.ofDays(8));
    settle(ids.next(), offer);
    orders.takeBack(order.id(), Set.of(), "the card was bad");
    assertThat(standing(offer).owed().minor()).isEqualTo(-950);
    assertThat(standing(offer).inDebt()).isTrue();
    assertThat(settle(ids.next(), offer)).isInstanceOf(Settling.NothingDue.class);
    market.bought(offer, 2);
    clock.forward(Duration.ofDays(8));
    assertThat(standing(offer).due().minor()).as("1900 less the debt").isEqualTo(950);
    market.until(order, OrderState.REFUNDED);
    assertThat(payments.wallet(ming, YUAN).total()).as("what was paid out stays").isEqualTo(950);
  }

  @Test
  void many_presses_at_once_move_it_once() throws Exception {
    var offer = offer();
    market.bought(offer, 1);
    clock.forward(Duration.ofDays(8));
    var calls = new ArrayList<Callable<Settling>>();
    for (int i = 0; i < 4; i++) {
      calls.add(() -> settle(ids.next(), offer));
    }
    var settled = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(calls)) {
        settled += done.get() instanceof Settling.Settled ? 1 : 0;
      }
    }
    assertThat(settled).isEqualTo(1);
    assertThat(payments.wallet(ming, YUAN).total()).isEqualTo(950);
    assertThat(standing(offer).owed().minor()).isZero();
  }

  @Test
  void only_an_owner_gets_the_money_and_everyone_at_the_desk_sees_it() {
    var offer = offer();
    market.bought(offer, 1);
    clock.forward(Duration.ofDays(8));
    var path = "/workbench/" + merchants.shop(offer.merchant()).orElseThrow().slug() + "/money";
    var clerk = browsers.member(Role.MERCHANT);
    var hua = "hua-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Hua", hua, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    var person = ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
    merchants.employ(offer.merchant(), person, Clerk.Role.CLERK);
    assertThat(clerk.get(path).statusCode()).as("works elsewhere").isEqualTo(404);
    var helper = browsers.signedIn(hua, "a door left ajar");
    var page = helper.get(path).body();
    assertThat(page).contains("9.50").doesNotContain("name=\"request\"");
    helper.post(path, Map.of("request", ids.next().toString()));
    assertThat(standing(offer).due().minor()).isEqualTo(950);
    var owner = browsers.signedIn(email, "a door left ajar");
    assertThat(owner.get(path).body()).contains("name=\"request\"");
    owner.post(path, Map.of("request", ids.next().toString()));
    assertThat(payments.wallet(ming, YUAN).total()).isEqualTo(950);
    assertThat(owner.get(path + ".csv").body()).contains("settlement", "-9.50,CNY");
  }

  private Offer offer() {
    return market.offer(ming, 9, 1_000, Delivery.CARDS, 9);
  }

  private Standing standing(Offer offer) {
    return settlements.standing(offer.merchant(), YUAN);
  }

  private Settling settle(UUID request, Offer offer) {
    return settlements.settle(request, offer.merchant(), YUAN, ming);
  }
}
