package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Addresses are proved by links, and left and taken with the consent of both ends.
@HouseTest
class MailAddressesTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Mailbox mailbox;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;

  @Test
  void a_newcomer_proves_the_address_once_and_looking_does_not_use_the_link_up() {
    var email = someone();
    var browser = browsers.guest().with("Accept-Language", "en");
    browser.post("/sign-up", Map.of("name", "Mei", "email", email, "password", PASSWORD));
    assertThat(browser.get("/my/security").body()).contains("not proved yet");
    var link = mailbox.link(email, "ConfirmYourAddress");
    var anyone = browsers.guest().with("Accept-Language", "en");
    assertThat(anyone.get(link).statusCode()).isEqualTo(200);
    assertThat(anyone.get(link).statusCode()).isEqualTo(200);
    assertThat(isProved(email)).isFalse();
    var ticket = Map.of("ticket", mailbox.ticket(email, "ConfirmYourAddress"));
    assertThat(anyone.post("/verify-mail", ticket).body()).contains("Your address is proved");
    assertThat(isProved(email)).isTrue();
    assertThat(anyone.post("/verify-mail", ticket).statusCode()).isEqualTo(410);
    assertThat(anyone.get(link).statusCode()).isEqualTo(410);
  }

  @Test
  void a_letter_is_sent_again_but_not_for_ever_and_only_the_latest_link_counts() {
    var email = someone();
    enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    browser.post("/my/security/verify", Map.of());
    var first = mailbox.ticket(email, "ConfirmYourAddress");
    for (int i = 0; i < 6; i++) {
      browser.post("/my/security/verify", Map.of());
    }
    assertThat(mailbox.count(email, "ConfirmYourAddress")).isEqualTo(3);
    assertThat(browser.post("/verify-mail", Map.of("ticket", first)).statusCode()).isEqualTo(410);
    clock.forward(Duration.ofDays(3).plusMinutes(1));
    var last = Map.of("ticket", mailbox.ticket(email, "ConfirmYourAddress"));
    assertThat(browser.post("/verify-mail", last).statusCode()).as("too old").isEqualTo(410);
    assertThat(isProved(email)).isFalse();
  }

  @Test
  void a_proved_address_is_left_only_when_both_ends_say_yes() {
    var old = someone();
    var fresh = someone();
    var browser = proved(old);
    browser.post("/my/security/address", Map.of("email", fresh));
    assertThat(browser.get("/my/security").body()).contains(fresh);
    var leave = Map.of("ticket", mailbox.ticket(old, "LeaveThisAddress"), "yes", "true");
    var take = Map.of("ticket", mailbox.ticket(fresh, "TakeThisAddress"));
    assertThat(browser.post("/take-address", take).body()).contains("the other address");
    assertThat(identity.findByEmail(fresh)).isEmpty();
    assertThat(browser.post("/leave-address", leave).body()).contains("uses the new address");
    assertThat(identity.findByEmail(old)).isEmpty();
    assertThat(identity.findByEmail(fresh).orElseThrow().verified()).isTrue();
    assertThat(mailbox.count(old, "YourAddressChanged")).isEqualTo(1);
    assertThat(browser.post("/take-address", take).statusCode()).isEqualTo(410);
    assertThat(browsers.signedIn(fresh, PASSWORD).get("/my").statusCode()).isEqualTo(200);
  }

  @Test
  void the_old_end_can_say_no_and_then_nothing_moves() {
    var old = someone();
    var fresh = someone();
    var browser = proved(old);
    browser.post("/my/security/address", Map.of("email", fresh));
    var no = Map.of("ticket", mailbox.ticket(old, "LeaveThisAddress"), "yes", "false");
    assertThat(browser.post("/leave-address", no).body()).contains("Nothing changes");
    var take = Map.of("ticket", mailbox.ticket(fresh, "TakeThisAddress"));
    assertThat(browser.post("/take-address", take).statusCode()).isEqualTo(410);
    assertThat(identity.findByEmail(old)).isPresent();
  }

  @Test
  void a_slip_at_sign_up_traps_nobody() {
    var slip = someone();
    var right = someone();
    enrolled(slip);
    var browser = browsers.signedIn(slip, PASSWORD);
    browser.post("/my/security/address", Map.of("email", right));
    var take = Map.of("ticket", mailbox.ticket(right, "TakeThisAddress"));
    assertThat(browser.post("/take-address", take).body()).contains("uses the new address");
    assertThat(identity.findByEmail(right)).isPresent();
  }

  @Test
  void an_address_of_somebody_else_gets_no_letter_and_the_answer_is_the_same() {
    var taken = someone();
    enrolled(taken);
    var browser = proved(someone());
    var free = browser.post("/my/security/address", Map.of("email", someone()));
    var notFree = browser.post("/my/security/address", Map.of("email", taken));
    assertThat(notFree.statusCode()).isEqualTo(free.statusCode());
    assertThat(location(notFree)).isEqualTo(location(free));
    assertThat(mailbox.letters(taken)).isEmpty();
  }

  @Test
  void two_who_want_one_address_cannot_both_have_it() {
    var wanted = someone();
    var first = proved(someone());
    var second = proved(someone());
    for (var browser : new TestBrowser[] {first, second}) {
      browser.post("/my/security/address", Map.of("email", wanted));
    }
    // The later letter went to the same mailbox; its owner says yes to both.
    var tickets =
        jdbc.sql("SELECT variables->>'link' FROM messaging.letter WHERE email = :email")
            .param("email", wanted)
            .query(String.class)
            .list();
    tickets.forEach(
        link -> first.post("/take-address", Map.of("ticket", link.replaceFirst(".*ticket=", ""))));
    jdbc.sql("SELECT variables->>'link' FROM messaging.letter WHERE variables->>'address' = :email")
        .param("email", wanted)
        .query(String.class)
        .list()
        .forEach(link ->
            first.post(
                "/leave-address",
                Map.of("ticket", link.replaceFirst(".*ticket=", ""), "yes", "true")));
    assertThat(
            jdbc.sql("SELECT count(*) FROM identity.person WHERE email_key = :key")
                .param("key", wanted)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private TestBrowser proved(String email) {
    enrolled(email);
    jdbc.sql("UPDATE identity.person SET email_verified_at = now() WHERE email_key = :key")
        .param("key", email)
        .update();
    return browsers.signedIn(email, PASSWORD);
  }

  private boolean isProved(String email) {
    return identity.findByEmail(email).orElseThrow().verified();
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
