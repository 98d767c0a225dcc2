package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class PaymentRecordsTest {

  @Autowired PaymentRecords records;
  @Autowired Payments payments;
  @Autowired Reconciliations reconciliations;
  @Autowired PaymentSettings settings;
  @Autowired Charges charges;
  @Autowired Refunds refunds;
  @Autowired Settling settling;
  @Autowired Cashier cashier;
  @Autowired Ledger ledger;
  @Autowired Identity identity;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private final PersonId wen = new PersonId(UUID.randomUUID());

  @Test
  void money_that_came_twice_is_in_the_book_and_credited_once() {
    var liu = new PersonId(UUID.randomUUID());
    var charge = paid(liu);
    var surplus = again(charge);
    assertThat(ledger.balanceOf(Books.wallet(liu, "CNY")).total()).isZero();
    assertThat(records.credit(surplus.id(), wen)).isEqualTo(Deciding.DONE);
    assertThat(records.credit(surplus.id(), wen)).isEqualTo(Deciding.GONE);
    assertThat(records.giveBack(surplus.id(), wen)).isFalse();
    assertThat(ledger.balanceOf(Books.wallet(liu, "CNY")).total()).isEqualTo(990);
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void a_large_second_payment_is_credited_by_two_operators() {
    var liu = new PersonId(UUID.randomUUID());
    var surplus = again(paid(liu));
    jdbc.sql("UPDATE payments.surplus SET amount_minor = 100001 WHERE id = :id")
        .param("id", surplus.id())
        .update();
    var mei = operator();
    assertThat(records.credit(surplus.id(), mei)).isEqualTo(Deciding.WAITS);
    assertThat(records.credit(surplus.id(), mei)).isEqualTo(Deciding.WAITS);
    assertThat(ledger.balanceOf(Books.wallet(liu, "CNY")).total()).isZero();
    assertThat(records.credit(surplus.id(), operator())).isEqualTo(Deciding.DONE);
    assertThat(ledger.balanceOf(Books.wallet(liu, "CNY")).total()).isEqualTo(100_001);
    assertThat(records.credit(surplus.id(), mei)).isEqualTo(Deciding.GONE);
  }

  private PersonId operator() {
    var email = "two-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Mei", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, Role.OPERATOR)).person().id();
  }

  @Test
  void money_that_came_twice_goes_back_by_the_trade_that_brought_it() {
    var charge = paid(null);
    var twin = paid(null);
    var twinTrade = String.valueOf(charges.find(twin.id()).orElseThrow().tradeNo());
    // The sandbox knows one trade per number of ours, so the second is played by another trade.
    var surplus = again(charge);
    assertThat(records.credit(surplus.id(), wen))
        .as("a guest has no balance")
        .isEqualTo(Deciding.GONE);
    assertThat(records.giveBack(surplus.id(), wen)).isTrue();
    payments.workOnRefunds();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> payments.workOnRefunds() >= 0 && stateOf(surplus).equals("refunded"));
    assertThat(payments.refundsPending(charge.id())).isFalse();
    assertThat(
            payments.refund(
                new RefundRequest("all " + charge.id(), charge.id(), charge.amount(), "")))
        .as("the charge itself can still be given back in full")
        .isEqualTo(new RefundResult.Asked());
    assertThat(twinTrade).isNotBlank();
  }

  @Test
  void what_providers_refuse_is_asked_again_or_done_by_hand() {
    var charge = paid(null);
    var request = new RefundRequest("x" + charge.id(), charge.id(), Money.of(100, "CNY"), "test");
    var id = ids.next();
    refunds.ask(id, request, null, clock.instant());
    refunds.byHand(id, "no money there");
    var search = new Search(request.request(), "by-hand", null, null, null);
    assertThat(records.refunds(search, 0, 10).rows()).hasSize(1);
    assertThat(records.waiting().refunds()).isPositive();
    assertThat(records.doneByHand(id, wen)).isEqualTo(Deciding.DONE);
    assertThat(records.doneByHand(id, wen)).isEqualTo(Deciding.GONE);
    assertThat(records.retry(List.of(id), wen)).isZero();
    assertThat(records.refunds(search, 0, 10).rows()).isEmpty();
  }

  @Test
  void lists_are_searched_by_number_state_channel_and_time() {
    var charge = paid(null);
    var at = charge.madeAt();
    assertThat(found(new Search(charge.reference(), "", null, null, null))).isEqualTo(1);
    assertThat(found(new Search(charge.id().toString(), "paid", null, null, null))).isEqualTo(1);
    assertThat(found(new Search(charge.reference(), "closed", null, null, null))).isZero();
    assertThat(found(new Search(charge.reference(), "", FirstChannels.WALLET, null, null)))
        .isZero();
    assertThat(found(new Search(charge.reference(), "", null, at, at.plusSeconds(1)))).isEqualTo(1);
    assertThat(found(new Search(charge.reference(), "", null, at.plusSeconds(1), null))).isZero();
    assertThat(found(new Search("' OR 1=1 --", "", null, null, null))).isZero();
    var trade = charges.find(charge.id()).orElseThrow().tradeNo();
    assertThat(
            records
                .notifications(new Search(String.valueOf(trade), "settled", null, null, null), 0, 5)
                .rows())
        .hasSize(1);
  }

  @Test
  void notifications_that_fit_no_charge_are_told_from_forged_ones() {
    var channel = FirstChannels.SANDBOX;
    var before = genuine(channel);
    payments.notified(
        channel, "sandbox", new Notification(Map.of("sign", "x"), Map.of(), "", "6.6.6.6"));
    assertThat(genuine(channel)).isEqualTo(before);
    assertThat(records.refused(new Search("6.6.6.6", "forged", channel, null, null), 0, 5).rows())
        .isNotEmpty()
        .allMatch(one -> one.outcome().equals("signature"));
  }

  @Test
  void forged_ones_do_not_fill_the_disk() {
    var channel =
        new Channel(
            new ChannelId(ids.next()),
            "sandbox",
            new changke.shared.Words("盒", "box"),
            null,
            Map.of(),
            true);
    payments.open(channel, Map.of("pid", "1", "key", "k"), "test", "");
    var forged = new Notification(Map.of("sign", "x"), Map.of(), "", "6.6.6.7");
    for (int i = 0; i < 320; i++) {
      payments.notified(channel.id(), "sandbox", forged);
    }
    assertThat(
            jdbc.sql("SELECT count(*) FROM payments.refused_notification WHERE channel = :id")
                .param("id", channel.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(300);
  }

  @Test
  void a_day_is_compared_with_the_providers_list_and_a_lost_notification_is_found() {
    var day = LocalDate.ofInstant(clock.instant(), settings.zone());
    paid(null);
    var lost = charged(null);
    cashier.pay(tradeNo(lost), new Behaviour(1, 0, true, false, false));
    var ghost = charged(null);
    settling.paid(
        charges.find(ghost.id()).orElseThrow(),
        new Settling.Paid("GHOST" + ghost.reference(), "query", Map.of()));
    var result = reconciliations.compare(FirstChannels.SANDBOX, day).orElseThrow();
    assertThat(result.problem()).isNull();
    assertThat(result.theirs()).isGreaterThanOrEqualTo(2);
    assertThat(charges.find(lost.id()).orElseThrow().state()).isEqualTo(ChargeState.PAID);
    assertThat(result.differences())
        .contains(
            new Difference(
                Difference.Kind.MISSING_THERE,
                StatementLine.Kind.PAID,
                "GHOST" + ghost.reference(),
                ghost.reference(),
                "",
                "9.90 CNY"))
        .noneMatch(difference -> difference.reference().equals(lost.reference()));
    assertThat(reconciliations.latest(0, 50).rows()).anyMatch(one -> one.day().equals(day));
    assertThat(reconciliations.compare(FirstChannels.WALLET, day)).isEmpty();
  }

  private long genuine(ChannelId channel) {
    return records.refused(new Search("", "genuine", channel, null, null), 0, 1000).rows().size();
  }

  private int found(Search search) {
    return records.charges(search, 0, 10).rows().size();
  }

  private String stateOf(Surplus surplus) {
    return jdbc.sql("SELECT state FROM payments.surplus WHERE id = :id")
        .param("id", surplus.id())
        .query(String.class)
        .single();
  }

  private Surplus again(Charge charge) {
    settling.paid(
        charges.find(charge.id()).orElseThrow(),
        new Settling.Paid(again(charge.reference()), "query", Map.of()));
    return records.surpluses(true, 0, 100).rows().stream()
        .filter(one -> one.charge().equals(charge.id()))
        .findFirst()
        .orElseThrow();
  }

  private static String again(String reference) {
    return "AGAIN" + reference;
  }

  private Charge paid(@Nullable PersonId payer) {
    var charge = charged(payer);
    cashier.pay(tradeNo(charge), Behaviour.HONEST);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> charges.find(charge.id()).orElseThrow().state() == ChargeState.PAID);
    return charge;
  }

  private static String tradeNo(Charge charge) {
    var payAt = String.valueOf(charge.payAt());
    return payAt.substring(payAt.lastIndexOf('/') + 1);
  }

  private Charge charged(@Nullable PersonId payer) {
    var request =
        new ChargeRequest(
            FirstChannels.SANDBOX,
            "test",
            ids.next(),
            payer,
            "VIP月卡 x1",
            Money.of(990, "CNY"),
            "/orders/x",
            clock.instant().plus(Duration.ofMinutes(30)));
    return ((ChargeResult.Ready) payments.charge(request)).charge();
  }
}
