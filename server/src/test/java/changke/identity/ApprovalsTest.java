package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What moves money out takes two operators, and is done once.
@HouseTest
class ApprovalsTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Operators operators;
  @Autowired Approvals approvals;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TransactionTemplate transaction;

  @Test
  void one_asks_another_allows_and_it_is_done_once() {
    var asker = operator(Right.PAYOUTS);
    var other = operator(Right.PAYOUTS);
    var about = about();
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.WAITS);
    assertThat(ask(asker, about))
        .as("asking again changes nothing")
        .isEqualTo(Approvals.Answer.WAITS);
    var id = waiting(about);
    assertThat(approvals.decide(asker, id, true)).isEqualTo(Approvals.Decision.YOUR_OWN);
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.WAITS);
    assertThat(approvals.decide(other, id, true)).isEqualTo(Approvals.Decision.DONE);
    assertThat(approvals.decide(other, id, true)).isEqualTo(Approvals.Decision.GONE);
    assertThat(ask(asker, about + "0")).as("another amount").isEqualTo(Approvals.Answer.WAITS);
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.GO);
    assertThat(ask(asker, about)).as("once").isEqualTo(Approvals.Answer.WAITS);
  }

  @Test
  void whoever_asks_for_what_another_has_asked_for_is_the_second_one() {
    var about = about();
    assertThat(ask(operator(Right.PAYOUTS), about)).isEqualTo(Approvals.Answer.WAITS);
    assertThat(ask(operator(Right.REFUNDS), about))
        .as("without the right nobody is")
        .isEqualTo(Approvals.Answer.WAITS);
    assertThat(ask(operator(Right.PAYOUTS), about)).isEqualTo(Approvals.Answer.GO);
    assertThat(ask(operator(Right.PAYOUTS), about)).as("once").isEqualTo(Approvals.Answer.WAITS);
  }

  @Test
  void an_act_that_is_undone_does_not_use_the_yes_up() {
    var asker = operator(Right.PAYOUTS);
    var about = about();
    ask(asker, about);
    approvals.decide(operator(Right.PAYOUTS), waiting(about), true);
    transaction.executeWithoutResult(status -> {
      approvals.ask(asker, Right.PAYOUTS, "payout.release", about);
      status.setRollbackOnly();
    });
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.GO);
  }

  @Test
  void only_somebody_with_the_right_allows_and_a_no_stays_a_no() {
    var asker = operator(Right.PAYOUTS);
    var about = about();
    ask(asker, about);
    var id = waiting(about);
    assertThat(approvals.decide(operator(Right.REFUNDS), id, true))
        .isEqualTo(Approvals.Decision.NOT_YOUR_RIGHT);
    assertThat(approvals.decide(operator(Right.PAYOUTS), id, false))
        .isEqualTo(Approvals.Decision.DONE);
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.WAITS);
  }

  @Test
  void a_yes_is_too_old_after_three_days() {
    var asker = operator(Right.PAYOUTS);
    var about = about();
    ask(asker, about);
    approvals.decide(operator(Right.PAYOUTS), waiting(about), true);
    clock.forward(Duration.ofDays(3).plusSeconds(1));
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.WAITS);
  }

  @Test
  void a_shop_of_one_operator_does_not_stand_still() {
    var alone = operator(Right.EVERYTHING);
    var answer =
        transaction.execute(status -> {
          status.setRollbackOnly();
          jdbc.sql("DELETE FROM identity.operator_right WHERE person_id <> :id")
              .param("id", alone.value())
              .update();
          return approvals.ask(alone, Right.PAYOUTS, "payout.release", about());
        });
    assertThat(answer).isEqualTo(Approvals.Answer.GO);
  }

  @Test
  void the_page_shows_what_waits_and_takes_the_answer() {
    var asker = operator(Right.PAYOUTS);
    var about = about();
    ask(asker, about);
    var browser = browsers.member(Role.OPERATOR);
    var words = about.split(" ");
    assertThat(browser.get("/backoffice/approvals").body())
        .contains("…" + words[1].substring(30) + " 12.00 CNY");
    browser.post("/backoffice/approvals/" + waiting(about), Map.of("yes", "true"));
    assertThat(ask(asker, about)).isEqualTo(Approvals.Answer.GO);
  }

  private Approvals.Answer ask(PersonId by, String about) {
    return Objects.requireNonNull(
        transaction.execute(status -> approvals.ask(by, Right.PAYOUTS, "payout.release", about)));
  }

  private UUID waiting(String about) {
    return approvals.waiting().stream()
        .filter(approval -> approval.about().equals(about))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private PersonId operator(Right right) {
    var email = "two" + UUID.randomUUID() + "@example.org";
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    var person = ((SignUp.Joined) identity.enrol(form)).person().id();
    var full =
        ((SignUp.Joined)
                identity.enrol(
                    new SignUp(
                        "Wen",
                        "full" + email,
                        PASSWORD,
                        Locale.ENGLISH,
                        ZoneId.of("Asia/Shanghai")),
                    Role.OPERATOR))
            .person()
            .id();
    operators.appoint(full, person, Set.of(right));
    return person;
  }

  private static String about() {
    return "withdrawal " + UUID.randomUUID() + " 12.00 CNY";
  }
}
