package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import java.net.http.HttpResponse;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Sessions are seen, ended one by one or all, and never handed on.
@HouseTest
class SessionsTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Identity identity;
  @Autowired Mailbox mailbox;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Sessions sessions;

  @Test
  void signing_in_and_confirming_give_the_session_a_new_id_and_the_old_one_opens_nothing() {
    var email = someone();
    enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    var first = browser.cookie("changke");
    browser.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    var second = browser.cookie("changke");
    assertThat(second).isNotEqualTo(first);
    assertThat(opens(first)).isFalse();
    browser.post("/confirm", Map.of("password", PASSWORD));
    assertThat(browser.cookie("changke")).isNotEqualTo(second);
    assertThat(opens(second)).isFalse();
    assertThat(browser.get("/my").statusCode()).isEqualTo(200);
  }

  @Test
  void a_session_id_that_was_planted_before_is_not_taken_over() {
    var email = someone();
    enrolled(email);
    var planted = browsers.member().cookie("changke");
    var victim = browsers.guest().with("Cookie", "changke=" + planted);
    victim.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    assertThat(opens(planted)).isFalse();
  }

  @Test
  void one_browser_is_signed_out_from_another_and_all_at_once() {
    var email = someone();
    var person = enrolled(email);
    var here = browsers.signedIn(email, PASSWORD);
    var lost = browsers.signedIn(email, PASSWORD);
    var other = browsers.signedIn(email, PASSWORD);
    assertThat(sessions.of(person.id())).hasSize(3);
    assertThat(here.get("/my/security").body()).contains("this browser");
    var ids = sessions.of(person.id()).stream().map(Session::id).toList();
    here.post("/my/security/sessions/" + ids.get(1) + "/end", Map.of());
    assertThat(isIn(lost)).isFalse();
    assertThat(isIn(other)).isTrue();
    here.post("/my/security/sessions/end", Map.of());
    assertThat(isIn(other)).isFalse();
    assertThat(isIn(here)).isTrue();
    here.post("/my/security/sessions/end", Map.of("here", "true"));
    assertThat(isIn(here)).isFalse();
    assertThat(sessions.of(person.id())).isEmpty();
  }

  @Test
  void nobody_ends_the_session_of_somebody_else() {
    var email = someone();
    var person = enrolled(email);
    var browser = browsers.signedIn(email, PASSWORD);
    var id = sessions.of(person.id()).getFirst().id();
    browsers.member().post("/my/security/sessions/" + id + "/end", Map.of());
    assertThat(isIn(browser)).isTrue();
  }

  @Test
  void signing_out_ends_the_session_also_for_whoever_copied_it() {
    var browser = browsers.member();
    var copied = browser.cookie("changke");
    browser.post("/sign-out", Map.of());
    assertThat(opens(copied)).isFalse();
  }

  @Test
  void a_browser_never_seen_before_is_told_by_letter_and_a_known_one_is_not() {
    var email = someone();
    enrolled(email);
    var known = browsers.signedIn(email, PASSWORD);
    assertThat(mailbox.count(email, "NewBrowser")).as("the first is nothing new").isZero();
    known.post("/sign-out", Map.of());
    known.post("/sign-in", Map.of("email", email, "password", PASSWORD));
    assertThat(mailbox.count(email, "NewBrowser")).isZero();
    browsers.signedIn(email, PASSWORD);
    assertThat(mailbox.count(email, "NewBrowser")).isEqualTo(1);
    assertThat(mailbox.link(email, "NewBrowser")).isEqualTo("/my/security");
  }

  @Test
  void a_browser_says_what_it_is_in_words() {
    assertThat(
            Browser.of(
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0")
                .name())
        .isEqualTo("Edge, Windows");
    assertThat(Browser.of("curl/8").name()).isEqualTo("?, ?");
  }

  private boolean opens(String cookie) {
    return isIn(browsers.guest().with("Cookie", "changke=" + cookie));
  }

  private static boolean isIn(TestBrowser browser) {
    return !location(browser.get("/my")).startsWith("/sign-in");
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
