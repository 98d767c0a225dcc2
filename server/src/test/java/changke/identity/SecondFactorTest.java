package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An authenticator app beside the password: asked for at every sign-in, each code once.
@HouseTest
class SecondFactorTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Mailbox mailbox;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired SecondFactor secondFactor;

  @Test
  void a_member_adds_the_app_and_the_next_sign_in_asks_for_its_code() {
    var email = someone();
    var person = enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    var secret = secret(browser.get("/my/security/app").body());
    assertThat(secret(browser.get("/my/security/app").body()))
        .as("until confirmed")
        .isEqualTo(secret);
    var wrong = Map.of("code", code(secret, 5));
    assertThat(browser.post("/my/security/app", wrong).statusCode()).isEqualTo(422);
    assertThat(secondFactor.isOn(person.id())).isFalse();
    assertThat(identity.signIn(email, PASSWORD, "10.5.0.1")).isInstanceOf(SignIn.Welcome.class);
    var first = code(secret, 0);
    var codes = browser.post("/my/security/app", Map.of("code", first)).body();
    assertThat(Pattern.compile("[a-z2-7]{4}(-[a-z2-7]{4}){3}").matcher(codes).results().count())
        .isEqualTo(10);
    assertThat(mailbox.count(email, "YourSignInChanged")).isEqualTo(1);
    assertThat(browser.get("/my/security/app").body()).doesNotContain(secret);

    var other = browsers.guest();
    var step = other.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    assertThat(step.statusCode()).isEqualTo(200);
    assertThat(location(other.get("/my"))).as("half is nothing").startsWith("/sign-in");
    var ticket = ticket(step.body());
    assertThat(second(other, ticket, first).statusCode())
        .as("the code that turned it on was used")
        .isEqualTo(422);
    clock.forward(Duration.ofSeconds(30));
    assertThat(second(other, ticket, code(secret, 0)).statusCode()).isEqualTo(303);
    assertThat(other.get("/my").statusCode()).isEqualTo(200);
    assertThat(location(second(browsers.guest(), ticket, code(secret, 1))))
        .as("the step is used up")
        .isEqualTo("/sign-in");
  }

  @Test
  void a_code_that_was_used_is_refused_also_the_one_before_it() {
    var person = enrolled(someone());
    var secret = on(person);
    clock.forward(Duration.ofSeconds(90));
    var now = code(secret, 0);
    var before = code(secret, -1);
    assertThat(secondFactor.check(person.id(), now)).isInstanceOf(SecondFactor.Right.class);
    assertThat(secondFactor.check(person.id(), now)).isInstanceOf(SecondFactor.Wrong.class);
    assertThat(secondFactor.check(person.id(), before)).isInstanceOf(SecondFactor.Wrong.class);
  }

  @Test
  void clocks_may_differ_by_a_step_and_not_by_more() {
    var person = enrolled(someone());
    var secret = on(person);
    clock.forward(Duration.ofMinutes(5));
    assertThat(secondFactor.check(person.id(), code(secret, -3)))
        .isInstanceOf(SecondFactor.Wrong.class);
    assertThat(secondFactor.check(person.id(), code(secret, 3)))
        .isInstanceOf(SecondFactor.Wrong.class);
    assertThat(secondFactor.check(person.id(), code(secret, 1)))
        .isInstanceOf(SecondFactor.Right.class);
  }

  @Test
  void a_recovery_code_opens_once_and_new_ones_replace_the_old() {
    var person = enrolled(someone());
    on(person);
    var codes = secondFactor.newCodes(person);
    assertThat(codes).hasSize(10).doesNotHaveDuplicates();
    var first = codes.getFirst().toUpperCase(Locale.ROOT).replace("-", " ");
    assertThat(secondFactor.check(person.id(), first)).isInstanceOf(SecondFactor.Right.class);
    assertThat(secondFactor.check(person.id(), first)).isInstanceOf(SecondFactor.Wrong.class);
    assertThat(secondFactor.codesLeft(person.id())).isEqualTo(9);
    secondFactor.newCodes(person);
    assertThat(secondFactor.check(person.id(), codes.get(1)))
        .isInstanceOf(SecondFactor.Wrong.class);
    var stranger = enrolled(someone());
    on(stranger);
    var theirs = secondFactor.newCodes(stranger).getFirst();
    assertThat(secondFactor.check(person.id(), theirs)).isInstanceOf(SecondFactor.Wrong.class);
  }

  @Test
  void guessing_codes_is_stopped() {
    var person = enrolled(someone());
    var secret = on(person);
    clock.forward(Duration.ofMinutes(16));
    var tries = 0;
    while (secondFactor.check(person.id(), "12345") instanceof SecondFactor.Wrong) {
      tries++;
      assertThat(tries).isLessThanOrEqualTo(20);
    }
    assertThat(secondFactor.check(person.id(), code(secret, 0)))
        .isInstanceOf(SecondFactor.Later.class);
  }

  @Test
  void the_password_alone_does_not_confirm_its_way_past_the_app_and_the_secret_is_sealed() {
    var email = someone();
    var person = enrolled(email);
    var secret = on(person);
    assertThat(identity.signIn(email, PASSWORD, "10.5.0.2")).isInstanceOf(SignIn.SecondStep.class);
    var row =
        jdbc.sql("SELECT f::text FROM identity.second_factor f WHERE person_id = :id")
            .param("id", person.id().value())
            .query(String.class)
            .single();
    assertThat(row).doesNotContain(HexFormat.of().formatHex(bytes(secret)));
  }

  @Test
  void the_half_way_ticket_ends_with_a_new_password_and_after_five_minutes() {
    var email = someone();
    var person = enrolled(email);
    var secret = on(person);
    var step = (SignIn.SecondStep) identity.signIn(email, PASSWORD, "10.5.0.3");
    clock.forward(Duration.ofMinutes(5).plusSeconds(1));
    assertThat(identity.secondStep(step.ticket(), code(secret, 0)))
        .isInstanceOf(SignIn.Expired.class);
  }

  @Test
  void turning_it_off_asks_who_it_is() {
    var email = someone();
    enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    var secret = secret(browser.get("/my/security/app").body());
    browser.post("/my/security/app", Map.of("code", code(secret, 0)));
    clock.forward(Sessions.FRESH.plusSeconds(1));
    assertThat(location(browser.post("/my/security/app/off", Map.of()))).startsWith("/confirm");
    assertThat(identity.signIn(email, PASSWORD, "10.5.0.4")).isInstanceOf(SignIn.SecondStep.class);
    browser.post("/confirm", Map.of("password", PASSWORD));
    browser.post("/my/security/app/off", Map.of());
    assertThat(identity.signIn(email, PASSWORD, "10.5.0.4")).isInstanceOf(SignIn.Welcome.class);
  }

  private String on(Person person) {
    var secret = secondFactor.begin(person).secret();
    assertThat(secondFactor.confirm(person, code(secret, 0))).hasSize(10);
    return secret;
  }

  private String code(String secret, int stepsAhead) {
    return Totp.code(bytes(secret), Totp.step(clock.instant()) + stepsAhead);
  }

  private static byte[] bytes(String base32) {
    var bits = new StringBuilder();
    base32
        .chars()
        .forEach(letter ->
            bits.append(
                Integer.toBinaryString(32 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter))
                    .substring(1)));
    var bytes = new byte[bits.length() / 8];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(bits.substring(i * 8, i * 8 + 8), 2);
    }
    return bytes;
  }

  private static HttpResponse<String> second(TestBrowser browser, String ticket, String code) {
    return browser.post("/sign-in/code", Map.of("ticket", ticket, "code", code));
  }

  private static String secret(String page) {
    return first("id=\"secret\"[^>]*>([A-Z2-7]{32})<", page);
  }

  private static String ticket(String page) {
    return first("name=\"ticket\" value=\"([^\"]+)\"", page);
  }

  private static String first(String pattern, String page) {
    var found = Pattern.compile(pattern).matcher(page);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String someone() {
    return "safe" + UUID.randomUUID() + "@example.org";
  }

  private Person enrolled(String email) {
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form)).person();
  }

  private static String location(HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
