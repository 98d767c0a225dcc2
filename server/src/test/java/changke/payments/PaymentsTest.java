package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.cashier.Behaviour;
import changke.cashier.Cashier;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import changke.shared.Words;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@HouseTest
class PaymentsTest {

  private static final Currency YUAN = Currency.getInstance("CNY");

  @Autowired Payments payments;
  @Autowired Cashier cashier;
  @Autowired Ledger ledger;
  @Autowired Credentials credentials;
  @Autowired JdbcClient jdbc;
  @Autowired TransactionTemplate transaction;
  @Autowired TestClock clock;
  @Autowired Ids ids;

  private final PersonId liu = new PersonId(UUID.randomUUID());

  @Test
  void what_is_paid_at_the_cashier_is_known_within_a_second() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    assertThat(cashier.pay(tradeNo(charge), Behaviour.HONEST)).isTrue();
    await().atMost(Duration.ofSeconds(1)).until(() -> state(charge) == ChargeState.PAID);
  }

  @Test
  void a_lost_notification_is_caught_by_the_poller_within_a_minute() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    cashier.pay(tradeNo(charge), new Behaviour(1, 0, true, false, false));
    clock.forward(Duration.ofSeconds(31));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> payments.poll() >= 0 && state(charge) == ChargeState.PAID);
  }

  @Test
  void one_turn_of_the_poller_asks_about_as_many_as_are_due() {
    var subject = ids.next();
    jdbc.sql(
            """
            INSERT INTO payments.charge
              (id, channel, reference, purpose, subject, title, amount_minor, currency, return_path,
               state, made_at, pay_until, next_query_at)
            SELECT gen_random_uuid(), :channel, 'MANY' || replace(gen_random_uuid()::text, '-', ''),
                   'test', :subject, 'many', 1, 'CNY', '/', 'open', :now, :until, :now
            FROM generate_series(1, 170)
            """)
        .param("channel", FirstChannels.SANDBOX.value())
        .param("subject", subject)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .param("until", clock.instant().plusSeconds(900).atOffset(ZoneOffset.UTC))
        .update();
    payments.poll();
    assertThat(
            jdbc.sql(
                    """
                    SELECT count(*) FROM payments.charge
                    WHERE subject = :subject AND next_query_at <= :now
                    """)
                .param("subject", subject)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void duplicates_forgeries_and_stale_notifications_pay_once() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    var before = deposit();
    cashier.pay(tradeNo(charge), new Behaviour(5, 0, false, true, true));
    await().atMost(Duration.ofSeconds(5)).until(() -> state(charge) == ChargeState.PAID);
    clock.forward(Duration.ofSeconds(2));
    cashier.sendDue();
    await()
        .atMost(Duration.ofSeconds(5))
        .until(() ->
            jdbc.sql(
                        """
                        SELECT count(*) FROM cashier.notice
                        WHERE trade_no = :trade AND answer = 'success' AND NOT forged
                        """)
                    .param("trade", tradeNo(charge))
                    .query(Long.class)
                    .single()
                == 6);
    assertThat(deposit() - before).isEqualTo(990);
    assertThat(
            jdbc.sql("SELECT count(*) FROM payments.notification WHERE charge = :id")
                .param("id", charge.id().value())
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void a_delayed_notification_waits_its_time_and_counts_then() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    cashier.pay(tradeNo(charge), new Behaviour(1, 600, false, false, false));
    cashier.sendDue();
    assertThat(notices(charge)).containsExactly("");
    clock.forward(Duration.ofSeconds(601));
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> cashier.sendDue() >= 0 && notices(charge).contains("success"));
    assertThat(state(charge)).isEqualTo(ChargeState.PAID);
  }

  private java.util.List<String> notices(Charge charge) {
    return jdbc.sql("SELECT coalesce(answer, '') FROM cashier.notice WHERE trade_no = :trade")
        .param("trade", tradeNo(charge))
        .query(String.class)
        .list();
  }

  @Test
  void a_closed_charge_cannot_be_paid_at_the_cashier() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    payments.stopWaiting(charge.subject());
    await().atMost(Duration.ofSeconds(5)).until(() -> tradeState(charge).equals("closed"));
    assertThat(cashier.pay(tradeNo(charge), Behaviour.HONEST)).isFalse();
    assertThat(state(charge)).isEqualTo(ChargeState.CLOSED);
  }

  @Test
  void a_refund_goes_back_once_however_often_it_is_asked() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    cashier.pay(tradeNo(charge), Behaviour.HONEST);
    await().atMost(Duration.ofSeconds(5)).until(() -> state(charge) == ChargeState.PAID);
    var clearing = ledger.balanceOf(Books.clearing(FirstChannels.SANDBOX, "CNY")).total();
    var request = refund(charge, "r1", 400);
    assertThat(payments.refund(request)).isEqualTo(new RefundResult.Asked());
    assertThat(payments.refund(request)).isEqualTo(new RefundResult.Asked());
    assertThat(payments.refund(refund(charge, "r2", 600))).isEqualTo(new RefundResult.TooMuch(590));
    await().atMost(Duration.ofSeconds(5)).until(() -> refundState(request).equals("done"));
    payments.workOnRefunds();
    assertThat(ledger.balanceOf(Books.clearing(FirstChannels.SANDBOX, "CNY")).total())
        .isEqualTo(clearing + 400);
  }

  @Test
  void nothing_goes_back_for_what_was_never_paid() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    assertThat(payments.refund(refund(charge, "r1", 400))).isEqualTo(new RefundResult.NotPaid());
  }

  @Test
  void a_refund_of_a_rolled_back_transaction_was_never_asked() {
    var charge = charge(FirstChannels.SANDBOX, "test", null, 990);
    cashier.pay(tradeNo(charge), Behaviour.HONEST);
    await().atMost(Duration.ofSeconds(5)).until(() -> state(charge) == ChargeState.PAID);
    var request = refund(charge, "gone", 400);
    transaction.executeWithoutResult(status -> {
      payments.refund(request);
      status.setRollbackOnly();
    });
    assertThat(payments.refund(refund(charge, "all", 990))).isEqualTo(new RefundResult.Asked());
  }

  @Test
  void a_topped_up_balance_pays_and_is_never_overdrawn() {
    var topUp = charge(FirstChannels.SANDBOX, Books.TOP_UP, liu, 1000);
    cashier.pay(tradeNo(topUp), Behaviour.HONEST);
    await().atMost(Duration.ofSeconds(5)).until(() -> balance() == 1000);
    var paid = payments.charge(request(FirstChannels.WALLET, "test", liu, 700));
    assertThat(paid).isInstanceOf(ChargeResult.Paid.class);
    assertThat(balance()).isEqualTo(300);
    assertThat(payments.charge(request(FirstChannels.WALLET, "test", liu, 700)))
        .isEqualTo(new ChargeResult.TooLittle(400));
    assertThat(payments.charge(request(FirstChannels.WALLET, "test", null, 1)))
        .isEqualTo(new ChargeResult.NoSuchChannel());
    var refund = refund(((ChargeResult.Paid) paid).charge(), "back", 700);
    payments.refund(refund);
    await().atMost(Duration.ofSeconds(5)).until(() -> balance() == 1000);
  }

  @Test
  void a_balance_cannot_be_topped_up_from_itself() {
    assertThat(payments.charge(request(FirstChannels.WALLET, Books.TOP_UP, liu, 5)))
        .isEqualTo(new ChargeResult.NoSuchChannel());
  }

  @Test
  void secrets_are_sealed_and_do_not_open_for_another_channel() {
    var one =
        new Channel(new ChannelId(ids.next()), "epay", new Words("一", "1"), null, Map.of(), true);
    var two =
        new Channel(new ChannelId(ids.next()), "epay", new Words("二", "2"), null, Map.of(), true);
    payments.open(one, Map.of("pid", "1", "key", "visible?"), "root", "");
    payments.open(two, Map.of("pid", "2", "key", "visible?"), "root", "");
    var sealed =
        jdbc.sql("SELECT sealed FROM payments.credential WHERE channel = :id")
            .param("id", one.id().value())
            .query(byte[].class)
            .single();
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("visible?");
    jdbc.sql("UPDATE payments.credential SET sealed = :sealed WHERE channel = :id")
        .param("sealed", sealed)
        .param("id", two.id().value())
        .update();
    assertThatThrownBy(() -> key(two)).isInstanceOf(IllegalStateException.class);
  }

  private String tradeState(Charge charge) {
    return jdbc.sql("SELECT state FROM cashier.trade WHERE trade_no = :trade")
        .param("trade", tradeNo(charge))
        .query(String.class)
        .single();
  }

  private String key(Channel channel) {
    return credentials.at(channel.id(), clock.instant()).getOrDefault("key", "");
  }

  private long balance() {
    return payments.wallet(liu, YUAN).total();
  }

  private long deposit() {
    return ledger.balanceOf(Books.deposit("CNY")).total();
  }

  private String refundState(RefundRequest request) {
    return jdbc.sql("SELECT state FROM payments.refund WHERE request = :request")
        .param("request", request.request())
        .query(String.class)
        .single();
  }

  private static RefundRequest refund(Charge charge, String name, long minor) {
    return new RefundRequest(name + charge.id(), charge.id(), new Money(minor, YUAN), "test");
  }

  private ChargeState state(Charge charge) {
    return payments.find(charge.id()).orElseThrow().state();
  }

  private String tradeNo(Charge charge) {
    var payAt = payments.find(charge.id()).orElseThrow().payAt();
    return payAt == null ? "" : payAt.substring(payAt.lastIndexOf('/') + 1);
  }

  private ChargeRequest request(
      ChannelId channel, String purpose, @Nullable PersonId payer, long minor) {
    return new ChargeRequest(
        channel,
        purpose,
        ids.next(),
        payer,
        "VIP月卡 x1",
        new Money(minor, YUAN),
        "/orders/x",
        clock.instant().plus(Duration.ofMinutes(30)));
  }

  private Charge charge(ChannelId channel, String purpose, @Nullable PersonId payer, long minor) {
    return ((ChargeResult.Ready) payments.charge(request(channel, purpose, payer, minor))).charge();
  }
}
