package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The way back in opens for the owner of the mailbox, once, and tells nobody who has an account.
@HouseTest
class RecoveryTest {

  private static final String FRESH = "another door left ajar";

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Mailbox mailbox;
  @Autowired JdbcClient jdbc;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Recovery recovery;
  @Autowired ApiTokens tokens;

  @Test
  void the_answer_does_not_tell_who_has_an_account() {
    var known = someone();
    enrolled(known);
    var unknown = someone();
    var asKnown = browsers.guest().post("/recover", Map.of("email", known));
    var asUnknown = browsers.guest().post("/recover", Map.of("email", unknown));
    assertThat(asKnown.statusCode()).isEqualTo(asUnknown.statusCode()).isEqualTo(200);
    assertThat(withoutToken(asKnown.body())).isEqualTo(withoutToken(asUnknown.body()));
    recovery.answerDue();
    await().until(() -> mailbox.count(known, "BackToYourAccount") == 1);
    assertThat(mailbox.letters(unknown)).isEmpty();
  }

  @Test
  void the_link_sets_a_password_once_and_every_browser_is_signed_out() {
    var email = someone();
    enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    var ticket = asked(email);
    var form = Map.of("ticket", ticket, "password", FRESH);
    assertThat(browsers.guest().get("/recover/new?ticket=" + ticket).statusCode()).isEqualTo(200);
    assertThat(location(browsers.guest().post("/recover/new", form))).isEqualTo("/sign-in");
    assertThat(location(browser.get("/my"))).startsWith("/sign-in");
    assertThat(identity.signIn(email, PASSWORD, "10.9.0.1")).isInstanceOf(SignIn.Wrong.class);
    assertThat(identity.signIn(email, FRESH, "10.9.0.1")).isInstanceOf(SignIn.Welcome.class);
    assertThat(identity.findByEmail(email).orElseThrow().verified()).isTrue();
    assertThat(mailbox.count(email, "YourAccountWasRecovered")).isEqualTo(1);
    var again = Map.of("ticket", ticket, "password", "a third door left ajar");
    assertThat(browsers.guest().post("/recover/new", again).statusCode()).isEqualTo(410);
    assertThat(identity.signIn(email, FRESH, "10.9.0.1")).isInstanceOf(SignIn.Welcome.class);
  }

  @Test
  void the_way_back_ends_tokens_for_programs_and_tells_of_passkeys() {
    var email = someone();
    var mei = enrolled(email);
    var merchant = new MerchantId(UUID.randomUUID());
    var issued =
        tokens.issue(mei.id(), merchant, "till", Set.of(Scope.ORDERS_READ), Duration.ofDays(30));
    var token = ((ApiTokens.Issued) issued).token();
    var others = enrolled(someone());
    tokens.issue(others.id(), merchant, "other", Set.of(Scope.ORDERS_READ), Duration.ofDays(30));
    passkey(mei.id());
    var form = Map.of("ticket", asked(email), "password", FRESH);
    var guest = browsers.guest();
    assertThat(location(guest.post("/recover/new", form))).isEqualTo("/sign-in");
    assertThat(guest.get("/sign-in").body()).contains("通行密钥仍能打开这个账号");
    assertThat(tokens.of(merchant, 0).rows())
        .filteredOn(one -> one.works(clock.instant()))
        .extracting(ApiToken::person)
        .containsExactly(others.id());
    assertThat(tokens.revoke(merchant, token.id(), mei.id())).as("it has ended").isFalse();
    assertThat(told(email, "tokens")).isEqualTo("1");
    assertThat(told(email, "passkeys")).isEqualTo("1");
  }

  private void passkey(PersonId person) {
    jdbc.sql(
            """
            INSERT INTO identity.passkey VALUES
              (:id, :credential, :person, 'phone', ''::bytea, 0, true, true, true, '{}', ''::bytea,
               ''::bytea, :now)
            """)
        .param("id", UUID.randomUUID())
        .param("credential", Secrets.bytes(16))
        .param("person", person.value())
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
  }

  private String told(String email, String variable) {
    return jdbc.sql(
            """
            SELECT variables->>:name FROM messaging.letter
            WHERE email = :email AND letter = 'YourAccountWasRecovered'
            """)
        .param("name", variable)
        .param("email", email)
        .query(String.class)
        .single();
  }

  @Test
  void of_many_who_use_the_link_at_once_one_gets_it() throws Exception {
    var email = someone();
    enrolled(email);
    var ticket = asked(email);
    try (var threads = Executors.newFixedThreadPool(4)) {
      var tries =
          IntStream.range(0, 4)
              .<Callable<Recovery.Reset>>mapToObj(
                  i -> () -> recovery.reset(ticket, "a door of mine, number " + i))
              .toList();
      var done = 0;
      for (var result : threads.invokeAll(tries)) {
        done += result.get() instanceof Recovery.Done ? 1 : 0;
      }
      assertThat(done).isEqualTo(1);
    }
  }

  @Test
  void a_link_is_for_an_hour_for_its_purpose_and_only_the_latest_counts() {
    var email = someone();
    enrolled(email);
    var first = asked(email);
    var second = asked(email);
    assertThat(recovery.reset(first, FRESH)).isInstanceOf(Recovery.Gone.class);
    assertThat(browsers.guest().post("/verify-mail", Map.of("ticket", second)).statusCode())
        .isEqualTo(410);
    assertThat(recovery.reset(second, "short")).isInstanceOf(Recovery.Refused.class);
    clock.forward(Duration.ofHours(1).plusSeconds(1));
    assertThat(recovery.reset(second, FRESH)).isInstanceOf(Recovery.Gone.class);
    assertThat(recovery.reset("", FRESH)).isInstanceOf(Recovery.Gone.class);
  }

  @Test
  void a_link_sent_to_an_address_that_was_left_opens_nothing() {
    var email = someone();
    enrolled(email);
    var ticket = asked(email);
    jdbc.sql("UPDATE identity.person SET email_key = :fresh, email = :fresh WHERE email_key = :key")
        .param("fresh", someone())
        .param("key", email)
        .update();
    assertThat(recovery.reset(ticket, FRESH)).isInstanceOf(Recovery.Gone.class);
  }

  @Test
  void nobodys_mailbox_is_flooded_and_nobody_asks_for_everyone() {
    var email = someone();
    enrolled(email);
    for (int i = 0; i < 8; i++) {
      assertThat(recovery.ask(email, "10.8.0." + i)).isTrue();
    }
    await().until(this::allAreAnswered);
    assertThat(mailbox.count(email, "BackToYourAccount")).isEqualTo(3);
    var asked = 0;
    while (recovery.ask(someone(), "10.7.0.1")) {
      asked++;
      assertThat(asked).isLessThan(100);
    }
    assertThat(asked).isEqualTo(20);
    await().until(this::allAreAnswered);
  }

  @Test
  void a_changed_password_ends_old_sessions_but_not_this_one() {
    var email = someone();
    enrolled(email);
    var here = browsers.signedIn(email, PASSWORD);
    var elsewhere = browsers.signedIn(email, PASSWORD);
    var stolen = here.cookie("changke");
    assertThat(here.post("/my/security/password", Map.of("password", "short")).statusCode())
        .isEqualTo(422);
    assertThat(elsewhere.get("/my").statusCode()).isEqualTo(200);
    var changed = here.post("/my/security/password", Map.of("password", FRESH));
    assertThat(location(changed)).isEqualTo("/my/security");
    assertThat(here.get("/my").statusCode()).isEqualTo(200);
    assertThat(location(elsewhere.get("/my"))).startsWith("/sign-in");
    assertThat(here.cookie("changke")).isNotEqualTo(stolen);
    var thief = browsers.guest().with("Cookie", "changke=" + stolen);
    assertThat(location(thief.get("/my"))).startsWith("/sign-in");
    assertThat(mailbox.count(email, "YourPasswordChanged")).isEqualTo(1);
  }

  private boolean allAreAnswered() {
    recovery.answerDue();
    return jdbc.sql("SELECT count(*) FROM identity.recovery_ask").query(Integer.class).single()
        == 0;
  }

  private String asked(String email) {
    var before = mailbox.count(email, "BackToYourAccount");
    assertThat(recovery.ask(email, "10.6.0." + email.hashCode() % 250)).isTrue();
    recovery.answerDue();
    // The job may have taken it first.
    await().until(() -> mailbox.count(email, "BackToYourAccount") > before);
    return mailbox.ticket(email, "BackToYourAccount");
  }

  private static String withoutToken(String page) {
    return page.replaceAll("name=\"_csrf\" value=\"[^\"]+\"", "");
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
