package changke.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestChromium;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The shop asks before it notes who looks at what; no is as easy as yes, and both are remembered.
@HouseTest
class ConsentTest {

  private static final String ASKS = "class=\"consent\"";
  private static final String SCRIPT = "/eyes/eyes";

  @Autowired TestBrowser.Maker browsers;
  @Autowired TestChromium chromium;

  private TestBrowser unasked() {
    return browsers.guest().without("consent");
  }

  @Test
  void nobody_is_followed_before_saying_yes() {
    var browser = unasked();
    var page = browser.get("/");
    assertThat(page.body()).contains(ASKS).doesNotContain(SCRIPT);
    assertThat(browser.cookie("visitor")).isEmpty();
    browser.post("/consent", Map.of("answer", "yes", "to", "/"));
    assertThat(browser.get("/").body()).doesNotContain(ASKS).contains(SCRIPT);
    assertThat(browser.cookie("consent")).isEqualTo("yes");
  }

  @Test
  void no_is_remembered_and_takes_the_pseudonym_away() {
    var browser = unasked();
    browser.get("/");
    browser.post("/consent", Map.of("answer", "yes", "to", "/"));
    browser.with("User-Agent", "Mozilla/5.0").with("Accept", "text/html").get("/");
    assertThat(browser.cookie("visitor")).isNotEmpty();
    var answer = browser.post("/consent", Map.of("answer", "no", "to", "https://evil.example"));
    assertThat(answer.headers().firstValue("Location")).hasValue("/");
    assertThat(browser.cookie("visitor")).isEmpty();
    assertThat(browser.cookie("consent")).isEqualTo("no");
    assertThat(browser.get("/").body()).doesNotContain(ASKS).doesNotContain(SCRIPT);
    assertThat(browser.cookie("visitor")).isEmpty();
  }

  @Test
  void a_browser_that_has_said_no_by_itself_is_not_asked() {
    for (var header : new String[] {"DNT", "Sec-GPC"}) {
      var page = unasked().with(header, "1").get("/").body();
      assertThat(page).doesNotContain(ASKS).doesNotContain(SCRIPT);
      assertThat(browsers.guest().with(header, "1").get("/").body()).doesNotContain(SCRIPT);
    }
  }

  @Test
  void both_answers_weigh_the_same_in_both_languages() {
    for (var language : new String[] {"zh-CN", "en"}) {
      for (int width : new int[] {TestChromium.PHONE, TestChromium.WIDE}) {
        chromium.visit(width, language, page -> answerNo(page, language + "-" + width));
      }
    }
  }

  private static void answerNo(Page page, String name) {
    page.context().clearCookies();
    page.navigate("/");
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target/browser/consent-" + name + ".png")));
    var no = box(page, "no");
    var yes = box(page, "yes");
    assertThat(no.height).isEqualTo(yes.height);
    assertThat(no.width).isBetween(yes.width * 0.7, yes.width * 1.4);
    assertThat(no.y).isEqualTo(yes.y);
    assertThat(style(page, "no")).isEqualTo(style(page, "yes"));
    assertThat((boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
        .isTrue();
    page.locator(".consent button[value=no]").focus();
    page.keyboard().press("Enter");
    page.locator(".consent")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    page.navigate("/");
    assertThat(page.locator(".consent").count()).isZero();
    page.navigate("/consent");
    assertThat(page.locator(".consent").count()).isZero();
    assertThat(page.locator("form[action='/consent'] button").count()).isEqualTo(2);
  }

  private static BoundingBox box(Page page, String answer) {
    return page.locator(".consent button[value=" + answer + "]").boundingBox();
  }

  private static Object style(Page page, String answer) {
    return page.evaluate(
        """
        answer => {
          const style = getComputedStyle(document.querySelector(`.consent button[value=${answer}]`));
          return [style.color, style.backgroundColor, style.fontSize, style.fontWeight].join();
        }
        """,
        answer);
  }
}
