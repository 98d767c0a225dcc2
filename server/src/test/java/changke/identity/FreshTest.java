package changke.identity;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestClock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Something dangerous is done by somebody who has shown the password lately.
@HouseTest
class FreshTest {

  private static final String PASSWORD = "a door left ajar";
  private static final Duration STALE = Sessions.FRESH.plusSeconds(1);

  @Autowired Identity identity;
  @Autowired TestClock clock;
  @Autowired TestBrowser.Maker browsers;

  @Test
  void a_page_leads_to_the_question_and_back() {
    var browser = member();
    assertThat(browser.get("/test-door/fresh").body()).isEqualTo("behind the door");
    clock.forward(STALE);
    var led = browser.get("/test-door/fresh?page=2");
    assertThat(led.statusCode()).isEqualTo(303);
    assertThat(location(led)).isEqualTo("/confirm?to=%2Ftest-door%2Ffresh%3Fpage%3D2");
    assertThat(browser.get(location(led)).body()).contains("value=\"/test-door/fresh?page=2\"");
    var wrong = browser.post("/confirm", Map.of("password", "wrong", "to", "/test-door/fresh"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(browser.get("/test-door/fresh").statusCode()).isEqualTo(303);
    var back = browser.post("/confirm", Map.of("password", PASSWORD, "to", "/test-door/fresh"));
    assertThat(location(back)).isEqualTo("/test-door/fresh");
    assertThat(browser.get("/test-door/fresh").body()).isEqualTo("behind the door");
  }

  @Test
  void a_form_is_not_carried_out_and_the_reader_is_told_so() {
    var browser = member();
    clock.forward(STALE);
    var led = browser.post("/test-door/fresh", Map.of("x", "y"));
    assertThat(led.statusCode()).isEqualTo(303);
    assertThat(location(led)).isEqualTo("/confirm?to=%2F&form=true");
    assertThat(browser.get(location(led)).body()).contains("was not carried out");
  }

  @Test
  void a_fragment_is_told_to_leave_and_a_program_what_is_missing() {
    var browser = member();
    clock.forward(STALE);
    browser.with("HX-Request", "true");
    var fragment = browser.get("/test-door/fresh");
    assertThat(fragment.statusCode()).isEqualTo(403);
    assertThat(fragment.headers().firstValue("HX-Redirect").orElse("")).startsWith("/confirm?to=");

    var program = member();
    clock.forward(STALE);
    program.with("Accept", "application/json");
    var refused = program.get("/test-door/fresh");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("\"title\":\"confirm\"");
  }

  @Test
  void confirming_never_leads_out_of_the_house() {
    for (var to : new String[] {"https://evil.example", "//evil.example", "/\\evil.example"}) {
      var answer = member().post("/confirm", Map.of("password", PASSWORD, "to", to));
      assertThat(location(answer)).isEqualTo("/my");
    }
  }

  @Test
  void guessing_at_the_question_is_stopped_as_at_the_door() {
    var browser = member();
    for (int i = 0; i < 10; i++) {
      browser.post("/confirm", Map.of("password", "wrong " + i));
    }
    assertThat(browser.post("/confirm", Map.of("password", PASSWORD)).statusCode()).isEqualTo(422);
    clock.forward(STALE);
    assertThat(browser.get("/test-door/fresh").statusCode()).isEqualTo(303);
  }

  private TestBrowser member() {
    var email = "fresh" + UUID.randomUUID() + "@example.org";
    identity.enrol(new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
    return browsers.signedIn(email, PASSWORD);
  }

  private static String location(java.net.http.HttpResponse<?> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
