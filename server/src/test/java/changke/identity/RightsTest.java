package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Operators do what they were given the right to, and one with all rights always remains.
@HouseTest
class RightsTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Operators operators;
  @Autowired SecondFactor secondFactor;
  @Autowired Mailbox mailbox;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TransactionTemplate transaction;

  @Test
  void the_first_operator_has_all_rights() {
    var person = enrolled(someone());
    identity.accept(identity.inviteFirstOperator(), person.id());
    var operator = identity.find(person.id()).orElseThrow();
    for (var right : Right.values()) {
      assertThat(operator.may(right)).as(right.code()).isTrue();
    }
  }

  @Test
  void a_right_works_at_once_and_ends_at_once() {
    var email = someone();
    var person = enrolled(email);
    var full = enrolled(someone(), Role.OPERATOR);
    assertThat(operators.appoint(full.id(), person.id(), Set.of()))
        .isEqualTo(Operators.Answer.DONE);
    var browser = browsers.signedIn(email, PASSWORD);
    assertThat(browser.get("/test-door/refunds").statusCode()).isEqualTo(403);
    operators.appoint(full.id(), person.id(), Set.of(Right.REFUNDS));
    assertThat(browser.get("/test-door/refunds").statusCode()).isEqualTo(200);
    assertThat(browser.get("/backoffice/audit").statusCode()).isEqualTo(403);
    assertThat(browser.get("/backoffice/people").statusCode()).isEqualTo(403);
    operators.dismiss(full.id(), person.id());
    assertThat(browser.get("/test-door/refunds").statusCode()).isEqualTo(403);
    assertThat(identity.find(person.id()).orElseThrow().is(Role.OPERATOR)).isFalse();
  }

  @Test
  void a_right_left_over_from_an_operator_of_old_counts_for_nobody() {
    var person = enrolled(someone());
    jdbc.sql("INSERT INTO identity.operator_right VALUES (:id, 'EVERYTHING', NULL, now())")
        .param("id", person.id().value())
        .update();
    assertThat(identity.find(person.id()).orElseThrow().may(Right.REFUNDS)).isFalse();
    assertThat(operators.appoint(person.id(), person.id(), Set.of(Right.EVERYTHING)))
        .isEqualTo(Operators.Answer.NOT_YOURS);
  }

  @Test
  void the_last_full_operator_cannot_lose_the_rights_nor_leave() {
    var full = enrolled(someone(), Role.OPERATOR);
    transaction.executeWithoutResult(status -> {
      status.setRollbackOnly();
      jdbc.sql("DELETE FROM identity.operator_right WHERE person_id <> :id")
          .param("id", full.id().value())
          .update();
      assertThat(operators.appoint(full.id(), full.id(), Set.of(Right.RIGHTS)))
          .isEqualTo(Operators.Answer.LAST);
      assertThat(operators.dismiss(full.id(), full.id())).isEqualTo(Operators.Answer.LAST);
      assertThat(identity.find(full.id()).orElseThrow().may(Right.EVERYTHING)).isTrue();
    });
  }

  @Test
  void the_page_gives_rights_and_refuses_a_way_up() {
    var email = someone();
    var clerk = enrolled(email);
    var full = enrolled(someone(), Role.OPERATOR);
    operators.appoint(full.id(), clerk.id(), Set.of(Right.RIGHTS));
    var browser = browsers.signedIn(email, PASSWORD);
    assertThat(browser.get("/backoffice/operators").statusCode()).isEqualTo(200);
    var path = "/backoffice/operators/" + clerk.id();
    browser.post(path, Map.of("right", "EVERYTHING"));
    browser.post("/backoffice/operators/" + full.id() + "/dismiss", Map.of());
    assertThat(identity.find(clerk.id()).orElseThrow().rights()).containsExactly(Right.RIGHTS);
    assertThat(identity.find(full.id()).orElseThrow().may(Right.EVERYTHING)).isTrue();
    var stranger = enrolled(someone());
    browser.post("/backoffice/operators/" + stranger.id(), Map.of("right", "RIGHTS"));
    assertThat(identity.find(stranger.id()).orElseThrow().is(Role.OPERATOR))
        .as("a form makes nobody an operator by id")
        .isFalse();
  }

  @Test
  void a_new_operator_has_proved_the_address_and_begins_without_rights() {
    var email = someone();
    enrolled(email);
    var browser = browsers.member(Role.OPERATOR);
    browser.post("/backoffice/operators", Map.of("email", email));
    assertThat(identity.findByEmail(email).orElseThrow().is(Role.OPERATOR)).isFalse();
    jdbc.sql("UPDATE identity.person SET email_verified_at = now() WHERE email_key = :key")
        .param("key", email)
        .update();
    browser.post("/backoffice/operators", Map.of("email", email));
    var operator = identity.findByEmail(email).orElseThrow();
    assertThat(operator.is(Role.OPERATOR)).isTrue();
    assertThat(operator.rights()).isEmpty();
    clock.forward(Sessions.FRESH.plusSeconds(1));
    var later = browser.post("/backoffice/operators", Map.of("email", email));
    assertThat(location(later)).startsWith("/confirm");
  }

  @Test
  void an_operator_helps_somebody_back_in_without_ever_seeing_a_password() {
    var email = someone();
    var person = enrolled(email);
    var member = browsers.signedIn(email, PASSWORD);
    var browser = browsers.member(Role.OPERATOR);
    assertThat(browser.get("/backoffice/people?q=" + email).body()).contains(email);
    assertThat(browser.get("/backoffice/people?q=nobody-like-that").body()).doesNotContain(email);
    var path = "/backoffice/people/" + person.id();
    assertThat(browser.get(path).statusCode()).isEqualTo(200);
    browser.post(path + "/sign-out", Map.of());
    assertThat(location(member.get("/my"))).startsWith("/sign-in");
    browser.post(path + "/recover", Map.of());
    await().until(() -> mailbox.count(email, "BackToYourAccount") == 1);
    turnOn(person);
    browser.post(path + "/second-factor/off", Map.of());
    assertThat(secondFactor.isOn(person.id())).isFalse();
  }

  @Test
  void helping_is_no_way_into_the_account_of_another_operator() {
    var email = someone();
    var helper = enrolled(email);
    var full = enrolled(someone(), Role.OPERATOR);
    operators.appoint(full.id(), helper.id(), Set.of(Right.PEOPLE));
    turnOn(full);
    var browser = browsers.signedIn(email, PASSWORD);
    browser.post("/backoffice/people/" + full.id() + "/second-factor/off", Map.of());
    assertThat(secondFactor.isOn(full.id())).isTrue();
  }

  private void turnOn(Person person) {
    secondFactor.begin(person);
    jdbc.sql("UPDATE identity.second_factor SET confirmed_at = now() WHERE person_id = :id")
        .param("id", person.id().value())
        .update();
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private static String someone() {
    return "op" + UUID.randomUUID() + "@example.org";
  }

  private Person enrolled(String email, Role... roles) {
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person();
  }
}
