package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestClock;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.messaging.Messaging;
import changke.messaging.SentLetter;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class WithdrawalsTest {

  private static final Destination BANK =
      new Destination("bank", "6222 0000 1234 5678", "Liu Yang");
  private static final Destination SANDBOX = new Destination("sandbox", "liu@example.org", "Liu");

  @Autowired Withdrawals withdrawals;
  @Autowired WithdrawalRows rows;
  @Autowired Ledger ledger;
  @Autowired Identity identity;
  @Autowired Messaging messaging;
  @Autowired JdbcClient jdbc;
  @Autowired Ids ids;
  @Autowired TestClock clock;

  private PersonId wen = new PersonId(UUID.randomUUID());
  private PersonId zhao = new PersonId(UUID.randomUUID());
  private PersonId liu = new PersonId(UUID.randomUUID());
  private String email = "";

  @BeforeEach
  void the_house_pays_by_its_own_sandbox() {
    jdbc.sql("UPDATE payments.channel SET position = -1, enabled = true WHERE id = :id")
        .param("id", FirstChannels.SANDBOX.value())
        .update();
  }

  @BeforeEach
  void liu_has_a_balance() {
    email = "liu-" + UUID.randomUUID() + "@example.org";
    liu = person(email);
    wen = person("wen-" + UUID.randomUUID() + "@example.org", Role.OPERATOR);
    zhao = person("zhao-" + UUID.randomUUID() + "@example.org", Role.OPERATOR);
    ledger.post(
        Posting.move(
            "gift " + liu,
            "gift",
            liu.toString(),
            Books.deposit("CNY"),
            Books.wallet(liu, "CNY"),
            1_000_000));
  }

  @Test
  void what_is_asked_for_is_held_approved_sent_and_booked_once() {
    var id = asked(5_000, BANK);
    assertThat(available()).isEqualTo(995_000);
    assertThat(withdrawals.approve(id, wen)).isEqualTo(new Approving.Done());
    assertThat(state(id)).isEqualTo(Withdrawal.State.BY_HAND);
    assertThat(withdrawals.destination(id, wen)).isEqualTo(BANK);
    assertThat(withdrawals.sent(id, "bank 42", wen)).isEqualTo(new Approving.Done());
    assertThat(withdrawals.sent(id, "bank 43", wen)).isEqualTo(new Approving.NotOpen());
    assertThat(state(id)).isEqualTo(Withdrawal.State.PAID);
    assertThat(total()).isEqualTo(995_000);
    assertThat(available()).isEqualTo(995_000);
    assertThat(letters())
        .containsExactlyInAnyOrder(
            "We have noted your withdrawal of 50.00 CNY",
            "Your withdrawal of 50.00 CNY is approved",
            "Your withdrawal of 50.00 CNY has been sent");
    assertThat(audited(id))
        .containsExactly(
            "withdrawal.asked",
            "withdrawal.approved",
            "withdrawal.account-seen",
            "withdrawal.paid-by-hand");
  }

  @Test
  void a_provider_that_can_sends_it_once_however_often_it_is_worked_on() {
    var id = asked(5_000, SANDBOX);
    withdrawals.approve(id, wen);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> withdrawals.work() >= 0 && state(id) == Withdrawal.State.PAID);
    withdrawals.work();
    assertThat(total()).isEqualTo(995_000);
    assertThat(
            jdbc.sql("SELECT count(*) FROM cashier.transfer WHERE transfer_no = :no")
                .param("no", Signatures.number("withdrawal " + id))
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void what_a_provider_refuses_goes_to_a_person_and_stays_held() {
    var id = asked(5_000, new Destination("sandbox", "refuse@example.org", "Liu"));
    withdrawals.approve(id, wen);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> withdrawals.work() >= 0 && state(id) == Withdrawal.State.BY_HAND);
    assertThat(available()).isEqualTo(995_000);
    assertThat(withdrawals.refuse(id, "the account does not exist", wen))
        .isEqualTo(new Approving.Done());
    assertThat(available()).isEqualTo(1_000_000);
  }

  @Test
  void above_the_limit_two_people_approve_and_neither_is_its_owner() {
    var id = asked(100_001, BANK);
    assertThat(withdrawals.approve(id, liu)).isEqualTo(new Approving.NotYou());
    assertThat(withdrawals.approve(id, wen)).isEqualTo(new Approving.OneMore());
    assertThat(withdrawals.approve(id, wen)).isEqualTo(new Approving.NotYou());
    assertThat(state(id)).isEqualTo(Withdrawal.State.APPROVED_ONCE);
    assertThat(withdrawals.sent(id, "early", wen)).isEqualTo(new Approving.NotOpen());
    assertThat(withdrawals.approve(id, zhao)).isEqualTo(new Approving.Done());
    assertThat(withdrawals.approve(id, zhao)).isEqualTo(new Approving.NotOpen());
    assertThat(state(id)).isEqualTo(Withdrawal.State.BY_HAND);
  }

  @Test
  void its_owner_takes_it_back_until_it_is_approved() {
    var id = asked(5_000, BANK);
    assertThat(withdrawals.cancel(id, wen)).isFalse();
    assertThat(withdrawals.cancel(id, liu)).isTrue();
    assertThat(withdrawals.cancel(id, liu)).isFalse();
    assertThat(available()).isEqualTo(1_000_000);
    var second = asked(5_000, BANK);
    withdrawals.approve(second, wen);
    assertThat(withdrawals.cancel(second, liu)).isFalse();
    assertThat(available()).isEqualTo(995_000);
  }

  @Test
  void a_refused_one_is_available_again_and_says_why() {
    var id = asked(5_000, BANK);
    assertThat(withdrawals.refuse(id, "please name your own account", wen))
        .isEqualTo(new Approving.Done());
    assertThat(withdrawals.approve(id, zhao)).isEqualTo(new Approving.NotOpen());
    assertThat(withdrawals.refuse(id, "again", wen)).isEqualTo(new Approving.NotOpen());
    assertThat(available()).isEqualTo(1_000_000);
    assertThat(withdrawals.find(id).orElseThrow().reason())
        .isEqualTo("please name your own account");
  }

  @Test
  void one_is_open_at_a_time_and_the_same_again_is_the_same() {
    var id = asked(5_000, BANK);
    assertThat(withdrawals.ask(id, liu, yuan(5_000), BANK)).isInstanceOf(Withdrawing.Asked.class);
    assertThat(withdrawals.ask(ids.next(), liu, yuan(5_000), BANK))
        .isEqualTo(new Withdrawing.OneIsOpen());
    assertThat(available()).isEqualTo(995_000);
  }

  @Test
  void limits_of_amount_day_and_balance_hold_and_leave_nothing_behind() {
    assertThat(withdrawals.ask(ids.next(), liu, yuan(999), BANK))
        .isEqualTo(new Withdrawing.TooLittleAsked(1_000));
    assertThat(withdrawals.ask(ids.next(), liu, yuan(1_000_001), BANK))
        .isEqualTo(new Withdrawing.TooLittleThere(1));
    assertThat(withdrawals.ask(ids.next(), liu, yuan(5_000_001), BANK))
        .isEqualTo(new Withdrawing.TooMuchADay(5_000_000));
    assertThat(
            withdrawals.ask(ids.next(), liu, yuan(5_000), new Destination("bank", "a\nb", "Liu")))
        .isEqualTo(new Withdrawing.Unfit("account"));
    assertThat(withdrawals.of(liu)).isEmpty();
    assertThat(available()).isEqualTo(1_000_000);
    var first = asked(900_000, BANK);
    withdrawals.approve(first, wen);
    withdrawals.approve(first, zhao);
    withdrawals.sent(first, "b", wen);
    asked(100_000, BANK);
    assertThat(available()).isZero();
  }

  @Test
  void many_at_once_hold_the_money_of_one() throws Exception {
    var calls = new ArrayList<Callable<Withdrawing>>();
    for (int i = 0; i < 8; i++) {
      calls.add(() -> withdrawals.ask(ids.next(), liu, yuan(200_000), BANK));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      var asked = 0;
      for (var done : threads.invokeAll(calls)) {
        asked += done.get() instanceof Withdrawing.Asked ? 1 : 0;
      }
      assertThat(asked).isEqualTo(1);
    }
    assertThat(available()).isEqualTo(800_000);
  }

  @Test
  void cancelling_and_approving_at_once_have_one_winner() throws Exception {
    for (int i = 0; i < 10; i++) {
      var id = asked(5_000, BANK);
      try (var threads = Executors.newFixedThreadPool(2)) {
        var results =
            threads.invokeAll(
                List.<Callable<Boolean>>of(
                    () -> withdrawals.cancel(id, liu),
                    () -> withdrawals.approve(id, wen) instanceof Approving.Done));
        assertThat(results.get(0).get()).isNotEqualTo(results.get(1).get());
      }
      if (state(id) == Withdrawal.State.BY_HAND) {
        withdrawals.refuse(id, "again", wen);
      }
      assertThat(available()).isEqualTo(1_000_000);
    }
  }

  @Test
  void the_account_is_sealed_and_opens_for_no_other_withdrawal() {
    var id = asked(5_000, BANK);
    var sealed =
        jdbc.sql("SELECT sealed FROM payments.withdrawal WHERE id = :id")
            .param("id", id)
            .query(byte[].class)
            .single();
    assertThat(new String(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("1234")
        .doesNotContain("Liu");
    assertThat(withdrawals.find(id).orElseThrow().shown()).isEqualTo("bank …5678");
    assertThat(BANK.toString()).doesNotContain("5678");
  }

  @Test
  void a_transfer_whose_answer_got_lost_is_asked_about_before_it_is_sent_again() {
    var id = asked(5_000, SANDBOX);
    withdrawals.approve(id, wen);
    // It went out, and the process died before it noted the answer.
    var taken = rows.takeDue(clock.instant(), Duration.ofMinutes(1), Duration.ofHours(4), 100);
    if (taken.stream().anyMatch(one -> one.id().equals(id))) {
      jdbc.sql(
              """
              INSERT INTO cashier.transfer (transfer_no, pid, account, amount_minor, currency, state, at)
              VALUES (:no, 'changke', 'liu@example.org', 5000, 'CNY', 'sent', now())
              """)
          .param("no", Signatures.number("withdrawal " + id))
          .update();
    }
    clock.forward(Duration.ofMinutes(3));
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> withdrawals.work() >= 0 && state(id) == Withdrawal.State.PAID);
    assertThat(total()).isEqualTo(995_000);
  }

  private PersonId person(String address, Role... roles) {
    var form = new SignUp("Liu", address, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person().id();
  }

  @Test
  void a_shop_of_one_operator_does_not_stand_still() {
    var settings = withdrawals.settings();
    var id = asked(200_000, BANK);
    var one = withdrawals.find(id).orElseThrow();
    assertThat(WithdrawalRules.approve(one, wen, false, settings))
        .isEqualTo(new Approving.OneMore());
    assertThat(WithdrawalRules.approve(one, wen, true, settings)).isEqualTo(new Approving.Done());
    assertThat(WithdrawalRules.approve(one, liu, true, settings)).isEqualTo(new Approving.NotYou());
  }

  private UUID asked(long minor, Destination to) {
    var id = ids.next();
    assertThat(withdrawals.ask(id, liu, yuan(minor), to)).isInstanceOf(Withdrawing.Asked.class);
    return id;
  }

  private List<String> letters() {
    return messaging.recent(500, 0).stream()
        .filter(letter -> letter.email().equals(email))
        .map(SentLetter::subject)
        .toList();
  }

  private List<String> audited(UUID id) {
    return jdbc.sql("SELECT what FROM identity.audit WHERE about = :about ORDER BY id")
        .param("about", "withdrawal " + id)
        .query(String.class)
        .list();
  }

  private Withdrawal.State state(UUID id) {
    return withdrawals.find(id).orElseThrow().state();
  }

  private long available() {
    return ledger.balanceOf(Books.wallet(liu, "CNY")).available();
  }

  private long total() {
    return ledger.balanceOf(Books.wallet(liu, "CNY")).total();
  }

  private static Money yuan(long minor) {
    return Money.of(minor, "CNY");
  }
}
