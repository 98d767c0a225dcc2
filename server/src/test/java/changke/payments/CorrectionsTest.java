package changke.payments;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.identity.Approvals;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Ledger;
import changke.messaging.Messaging;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Balances put right by hand: two operators, once, told to its owner, in the book.
@HouseTest
class CorrectionsTest {

  private static final String WHY = "charged twice on the phone";

  @Autowired Corrections corrections;
  @Autowired Approvals approvals;
  @Autowired Identity identity;
  @Autowired Ledger ledger;
  @Autowired Messaging messaging;
  @Autowired Ids ids;

  private PersonId wen = new PersonId(UUID.randomUUID());
  private PersonId zhao = wen;
  private PersonId liu = wen;

  @BeforeEach
  void two_operators_and_a_member() {
    wen = person(Role.OPERATOR);
    zhao = person(Role.OPERATOR);
    liu = person();
  }

  @Test
  void one_asks_and_nothing_moves_before_another_says_yes() {
    var id = ids.next();
    assertThat(ask(id, 5_000, wen)).isEqualTo(new Correcting.Waits());
    assertThat(ask(id, 5_000, wen)).isEqualTo(new Correcting.Waits());
    assertThat(corrections.allow(id, wen)).isEqualTo(new Correcting.Waits());
    assertThat(balance()).isZero();
    assertThat(corrections.allow(id, zhao)).isEqualTo(new Correcting.Done());
    assertThat(corrections.allow(id, zhao)).isEqualTo(new Correcting.Done());
    assertThat(ask(id, 5_000, wen)).isEqualTo(new Correcting.Done());
    assertThat(balance()).isEqualTo(5_000);
    assertThat(letters()).isEqualTo(1);
    assertThat(ledger.prove().holds()).isTrue();
  }

  @Test
  void a_yes_among_all_that_waits_posts_it_and_a_no_ends_it() {
    var yes = ids.next();
    ask(yes, 700, wen);
    approvals.decide(zhao, waiting(yes), true);
    assertThat(balance()).isEqualTo(700);
    var no = ids.next();
    ask(no, 700, wen);
    approvals.decide(zhao, waiting(no), false);
    assertThat(corrections.allow(no, zhao)).isEqualTo(new Correcting.Refused());
    assertThat(balance()).isEqualTo(700);
  }

  @Test
  void what_is_taken_away_leaves_no_debt() {
    posted(500);
    var id = ids.next();
    ask(id, -501, wen);
    assertThat(corrections.allow(id, zhao)).isEqualTo(new Correcting.TooLittle(1));
    assertThat(balance()).isEqualTo(500);
    posted(-500);
    assertThat(balance()).isZero();
  }

  @Test
  void nobody_puts_their_own_balance_right_or_says_yes_to_it() {
    assertThat(corrections.ask(ids.next(), wen, yuan(100), WHY, wen))
        .isEqualTo(new Correcting.NotYou());
    var id = ids.next();
    assertThat(corrections.ask(id, wen, yuan(100), WHY, zhao)).isEqualTo(new Correcting.Waits());
    assertThat(corrections.allow(id, wen)).isEqualTo(new Correcting.NotYou());
    approvals.decide(wen, waiting(id), true);
    assertThat(corrections.allow(id, person(Role.OPERATOR))).isEqualTo(new Correcting.Refused());
    assertThat(ledger.balanceOf(Books.wallet(wen, "CNY")).total()).isZero();
  }

  @Test
  void an_amount_of_nothing_or_too_much_or_without_a_reason_is_unfit() {
    assertThat(ask(ids.next(), 0, wen)).isEqualTo(new Correcting.Unfit());
    assertThat(ask(ids.next(), 5_000_001, wen)).isEqualTo(new Correcting.Unfit());
    assertThat(corrections.ask(ids.next(), liu, yuan(1), " ", wen))
        .isEqualTo(new Correcting.Unfit());
    assertThat(corrections.ask(ids.next(), liu, yuan(1), "x".repeat(301), wen))
        .isEqualTo(new Correcting.Unfit());
  }

  @Test
  void many_who_say_yes_at_once_post_it_once() throws Exception {
    var id = ids.next();
    ask(id, 300, wen);
    var calls = new ArrayList<Callable<Correcting>>();
    for (int i = 0; i < 4; i++) {
      var other = person(Role.OPERATOR);
      calls.add(() -> corrections.allow(id, other));
    }
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var done : threads.invokeAll(calls)) {
        assertThat(done.get()).isEqualTo(new Correcting.Done());
      }
    }
    assertThat(balance()).isEqualTo(300);
    assertThat(letters()).isEqualTo(1);
  }

  private void posted(long minor) {
    var id = ids.next();
    ask(id, minor, wen);
    assertThat(corrections.allow(id, zhao)).isEqualTo(new Correcting.Done());
  }

  private Correcting ask(UUID id, long minor, PersonId by) {
    return corrections.ask(id, liu, yuan(minor), WHY, by);
  }

  private UUID waiting(UUID correction) {
    return approvals.waiting().stream()
        .filter(one -> one.about().contains(correction.toString()))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private long balance() {
    return ledger.balanceOf(Books.wallet(liu, "CNY")).total();
  }

  private long letters() {
    var email = identity.find(liu).orElseThrow().email();
    return messaging.recent(500, 0).stream()
        .filter(letter -> letter.email().equals(email) && letter.text().contains(WHY))
        .count();
  }

  private PersonId person(Role... roles) {
    var email = "correct-" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Liu", email, "a door left ajar", Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person().id();
  }

  private static Money yuan(long minor) {
    return Money.of(minor, "CNY");
  }
}
