package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HouseTest
class IdentityTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;

  private static SignUp form(String email, String password) {
    return new SignUp(
        "Mei", email, password, Locale.SIMPLIFIED_CHINESE, ZoneId.of("Asia/Shanghai"));
  }

  @Test
  void one_address_is_one_person_whatever_its_case() {
    assertThat(identity.join(form("Mei@Example.org", PASSWORD), "10.0.0.1"))
        .isInstanceOf(SignUp.Joined.class);
    assertThat(identity.join(form(" mei@example.ORG ", PASSWORD), "10.0.0.1"))
        .isInstanceOf(SignUp.Known.class);
    assertThat(identity.signIn("MEI@example.org", PASSWORD, "10.0.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void a_password_is_kept_as_argon2id_only() {
    identity.join(form("hash@example.org", PASSWORD), "10.0.0.2");
    var kept =
        jdbc.sql("SELECT password_hash FROM identity.person WHERE email_key = 'hash@example.org'")
            .query(String.class)
            .single();
    assertThat(kept).startsWith("$argon2id$").doesNotContain(PASSWORD);
  }

  @Test
  void a_form_that_makes_no_sense_says_what_is_wrong() {
    var problems =
        Map.of(
            form("no-address", PASSWORD), SignUp.Problem.EMAIL,
            form("a@example.org", "short"), SignUp.Problem.PASSWORD_SHORT,
            form("b@example.org", "x".repeat(200)), SignUp.Problem.PASSWORD_LONG,
            form("c@example.org", "12345678"), SignUp.Problem.PASSWORD_COMMON);
    problems.forEach((form, problem) ->
        assertThat(identity.join(form, "10.0.0.3")).isEqualTo(new SignUp.Refused(problem)));
  }

  @Test
  void guessing_a_password_is_stopped_and_time_opens_the_door_again() {
    identity.join(form("guess@example.org", PASSWORD), "10.0.0.4");
    var tries = 0;
    while (identity.signIn("guess@example.org", "wrong", "10.1.0." + tries)
        instanceof SignIn.Wrong) {
      tries++;
      assertThat(tries).isLessThanOrEqualTo(20);
    }
    assertThat(tries).isGreaterThanOrEqualTo(10);
    assertThat(identity.signIn("guess@example.org", PASSWORD, "10.2.0.1"))
        .isInstanceOf(SignIn.Later.class);
    clock.forward(Duration.ofMinutes(16));
    assertThat(identity.signIn("guess@example.org", PASSWORD, "10.2.0.1"))
        .isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void an_invitation_makes_one_operator_once() {
    var first = joined("first@example.org");
    var second = joined("second@example.org");
    var token = identity.inviteFirstOperator();
    assertThat(identity.accept(token, first.id())).isTrue();
    assertThat(identity.accept(token, second.id())).isFalse();
    assertThat(identity.find(first.id()).orElseThrow().is(Role.OPERATOR)).isTrue();
    assertThat(identity.find(second.id()).orElseThrow().is(Role.OPERATOR)).isFalse();
  }

  @Test
  void guests_have_no_session_row_and_members_have_one() {
    var before = sessions();
    var guest = browsers.guest();
    guest.get("/sign-in");
    guest.get("/sign-up");
    assertThat(sessions()).isEqualTo(before);
    browsers.member();
    assertThat(sessions()).isEqualTo(before + 1);
  }

  @Test
  void a_redirect_after_signing_in_stays_in_the_house() {
    identity.enrol(form("stay@example.org", PASSWORD));
    for (var to : new String[] {"https://evil.example", "//evil.example", "/\\evil.example"}) {
      var answer =
          browsers
              .guest()
              .post(
                  "/sign-in", Map.of("email", "stay@example.org", "password", PASSWORD, "to", to));
      assertThat(answer.headers().firstValue("Location")).hasValue("/");
    }
  }

  private Person joined(String email) {
    return ((SignUp.Joined) identity.enrol(form(email, PASSWORD))).person();
  }

  private long sessions() {
    return jdbc.sql("SELECT count(*) FROM platform.spring_session").query(Long.class).single();
  }
}
