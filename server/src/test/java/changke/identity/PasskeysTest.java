package changke.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestChromium;
import changke.TestClock;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Passkeys on a virtual device of Chromium: made, used to sign in and to confirm, never twice.
@HouseTest
class PasskeysTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Passkeys passkeys;
  @Autowired Sessions sessions;
  @Autowired Mailbox mailbox;
  @Autowired TestChromium chromium;
  @Autowired TestBrowser.Maker browsers;
  @Autowired TestClock clock;
  @Autowired JdbcClient jdbc;
  @Autowired Environment environment;

  @Test
  void a_member_makes_a_passkey_signs_out_and_comes_back_with_it() {
    var email = someone();
    var person = enrolled(email);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          device(page);
          signIn(page, email);
          addPasskey(page);
          assertThat(page.locator("#content")).containsText("My phone");
          assertThat(mailbox.count(email, "YourSignInChanged")).isEqualTo(1);
          page.navigate(house() + "/my");
          page.locator("main form[action='/sign-out'] button").click();
          page.waitForURL(house() + "/");

          page.navigate(house() + "/sign-in?to=/my/security");
          var sent = new StringBuilder();
          page.onRequest(request -> {
            if (request.url().contains("/sign-in/passkey?")) {
              sent.append(request.postData());
            }
          });
          page.locator("form[data-passkey] button").click();
          page.waitForURL(Pattern.compile("^[^?]*/my/security$"));
          assertThat(page.locator("#content")).containsText("by passkey");
          assertThat(passkeys.of(person.id()).getFirst().usedAt()).isNotNull();
          assertThat(passkeys.signedIn(sent.toString())).as("the same answer again").isEmpty();

          clock.forward(Sessions.FRESH.plusSeconds(1));
          page.navigate(house() + "/my/security/password");
          page.locator("form[data-passkey] button").click();
          page.waitForURL(Pattern.compile("^[^?]*/my/security/password$"));
          assertThat(page.locator("#password")).isVisible();
        });
  }

  @Test
  void a_passkey_that_was_removed_opens_nothing_and_a_copy_is_noticed() {
    var email = someone();
    var person = enrolled(email);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          device(page);
          signIn(page, email);
          addPasskey(page);
          jdbc.sql("UPDATE identity.passkey SET signature_count = 1000 WHERE person_id = :id")
              .param("id", person.id().value())
              .update();
          refuses(page);
          assertThat(passkeys.remove(person, passkeys.of(person.id()).getFirst().id(), person.id()))
              .isTrue();
          refuses(page);
        });
  }

  @Test
  void a_passkey_of_one_person_does_not_confirm_another() {
    var email = someone();
    enrolled(email);
    var other = enrolled(someone());
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          device(page);
          signIn(page, email);
          addPasskey(page);
          page.navigate(house() + "/confirm");
          var sent = new StringBuilder();
          page.route(
              "**/confirm/passkey?*",
              route -> {
                sent.append(route.request().postData());
                route.abort();
              });
          page.locator("form[data-passkey] button").click();
          assertThat(page.locator("[data-passkey-problem]")).isVisible();
          assertThat(passkeys.confirmed(other, sent.toString())).isFalse();
          assertThat(passkeys.signedIn(sent.toString())).as("asked for something else").isEmpty();
          var mine = identity.findByEmail(email).orElseThrow();
          clock.forward(Duration.ofMinutes(6));
          assertThat(passkeys.confirmed(mine, sent.toString())).as("too late").isFalse();
        });
  }

  @Test
  void broken_and_forged_answers_are_refused_without_an_error() {
    var browser = browsers.member();
    for (var body : new String[] {"", "{}", "null", "[1]", "x".repeat(100_000)}) {
      assertThat(passkeys.signedIn(body)).isEmpty();
    }
    assertThat(browser.post("/sign-in/passkey", Map.of("a", "b")).statusCode()).isEqualTo(422);
    assertThat(browser.post("/confirm/passkey", Map.of("a", "b")).statusCode()).isEqualTo(422);
    assertThat(browser.post("/my/security/passkeys", Map.of("a", "b")).statusCode()).isEqualTo(422);
  }

  @Test
  void nobody_removes_the_passkey_of_somebody_else() {
    var email = someone();
    var person = enrolled(email);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          device(page);
          signIn(page, email);
          addPasskey(page);
          var id = passkeys.of(person.id()).getFirst().id();
          var stranger = browsers.member();
          assertThat(
                  stranger.post("/my/security/passkeys/" + id + "/remove", Map.of()).statusCode())
              .isEqualTo(404);
          assertThat(passkeys.of(person.id())).hasSize(1);
        });
  }

  /// A telephone with a fingerprint reader that always says yes.
  private static void device(Page page) {
    CDPSession session = page.context().newCDPSession(page);
    session.send("WebAuthn.enable");
    var options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    var wrapped = new JsonObject();
    wrapped.add("options", options);
    session.send("WebAuthn.addVirtualAuthenticator", wrapped);
  }

  private void signIn(Page page, String email) {
    page.navigate(house() + "/sign-in?to=/my/security");
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form[action='/sign-in'] .btn-primary").click();
    page.waitForURL(Pattern.compile("^[^?]*/my/security$"));
  }

  private void addPasskey(Page page) {
    page.navigate(house() + "/my/security/passkeys");
    page.locator("#label").fill("My phone");
    page.locator("form[data-passkey] button").click();
    page.waitForURL(Pattern.compile("^[^?]*/my/security$"));
  }

  private void refuses(Page page) {
    page.context().clearCookies();
    page.navigate(house() + "/sign-in");
    page.locator("form[data-passkey] button").click();
    assertThat(page.locator("[data-passkey-problem]")).isVisible();
    page.navigate(house() + "/my");
    assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
  }

  /// Passkeys are for host names; an address of numbers has none.
  private String house() {
    return "http://localhost:" + environment.getProperty("local.server.port");
  }

  private static String someone() {
    return "key" + UUID.randomUUID() + "@example.org";
  }

  private Person enrolled(String email) {
    var form = new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form)).person();
  }
}
