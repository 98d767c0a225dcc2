package changke.storefront.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.identity.Person;
import changke.play.Drafts;
import changke.play.Wheels;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Journeys of people who play.
@HouseTest
class PlayersTest {

  @Autowired TestChromium chromium;
  @Autowired Wheels wheels;

  @Test
  void a_member_spins_and_checks_the_draw_in_the_browser() {
    var period = wheels.open(Drafts.monthly(), Duration.ofHours(2));
    var lin = wheels.person();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/play/wheel");
          assertThat(page.locator("main")).containsText("0.1%");
          assertThat(page.locator("main")).containsText("3 of 3");
          picture(page, "wheel-guest-phone-en");
          signIn(page, lin);
          page.navigate("/play/wheel");
          assertThat(page.locator("#seed")).hasValue(Pattern.compile("[0-9a-f]{24}"));
          page.locator("#seed").fill("lin-likes-the-sea");
          main(page).click();
          main(page).click();
          assertThat(page.locator(".outcome")).containsText("Ticket");
          picture(page, "wheel-drawn-phone-en");
          wheels.over(period);
          page.navigate("/play/wheel/periods/" + period.id());
          assertThat(page.locator("main")).containsText("lin-likes-the-sea");
          picture(page, "wheel-record-phone-en");
          page.locator("td a").first().click();
          assertThat(page.locator("[data-out=kept]")).isVisible();
          var ticket = page.locator("[data-out=ticket]").textContent();
          assertThat(page.locator("[data-result]")).containsText("(we said " + ticket + ")");
          picture(page, "wheel-check-phone-en");
          page.locator("#server").fill("00".repeat(32));
          assertThat(page.locator("[data-out=broken]")).isVisible();
        });
    chromium.visit(
        TestChromium.WIDE,
        "zh-CN",
        page -> {
          signIn(page, lin);
          chinese(page);
          page.navigate("/play/wheel");
          picture(page, "wheel-none-wide-zh");
          wheels.open(Drafts.monthly(), Duration.ofHours(2));
          page.navigate("/play/wheel");
          picture(page, "wheel-open-wide-zh");
        });
  }

  @Test
  void the_check_works_without_a_network() {
    var period = wheels.open(Drafts.monthly(), Duration.ofHours(2));
    var lin = wheels.player(period);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, lin);
          page.navigate("/play/wheel");
          main(page).click();
          assertThat(page.locator(".outcome")).isVisible();
          var seed = wheels.over(period).seed();
          page.navigate("/play/wheel/check?period=" + period.id() + "&number=1");
          page.context().setOffline(true);
          page.locator("#server").fill("");
          assertThat(page.locator("[data-result]")).isHidden();
          page.locator("#server").fill(seed);
          assertThat(page.locator("[data-out=kept]")).isVisible();
          page.context().setOffline(false);
        });
  }

  @Test
  void a_member_checks_in_does_a_quest_and_shows_what_came_of_it() {
    var lin = wheels.person();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/play");
          picture(page, "play-guest-phone-en");
          signIn(page, lin);
          page.navigate("/play");
          picture(page, "play-new-phone-en");
          page.locator("form[action='/play/check-in'] button").click();
          assertThat(page.locator(".notice")).containsText("Today counts");
          assertThat(page.locator(".week .done")).hasCount(1);
          assertThat(page.locator("main")).containsText("Look at three different offers");
          reloadUntilCount(page, "/play", ".row-list .badge.good", 1);
          picture(page, "play-done-phone-en");
          page.navigate("/play/showcase");
          var handle = page.locator("#handle").inputValue();
          assertThat(page.navigate("/u/" + handle).status()).isEqualTo(404);
          page.navigate("/play/showcase");
          page.locator("#open").check();
          page.locator("#streak").check();
          page.locator("main form .btn-primary").click();
          picture(page, "showcase-phone-en");
          page.navigate("/u/" + handle);
          assertThat(page.locator("main")).containsText("One day in a row");
          picture(page, "showcase-view-phone-en");
          page.navigate("/play");
          page.locator("form[action='/play/off'] button").click();
          assertThat(page.locator("main")).containsText("Play is off");
          picture(page, "play-off-phone-en");
          assertThat(page.navigate("/u/" + handle).status()).isEqualTo(404);
          page.navigate("/play");
          page.locator("form[action='/play/on'] button").click();
          assertThat(page.locator(".week .done")).hasCount(1);
        });
    chromium.visit(
        TestChromium.WIDE,
        "zh-CN",
        page -> {
          signIn(page, lin);
          chinese(page);
          page.navigate("/play");
          picture(page, "play-wide-zh");
          page.navigate("/play/showcase");
          picture(page, "showcase-wide-zh");
        });
  }

  @Test
  void no_page_of_play_is_wider_than_a_phone() {
    var period = wheels.open(Drafts.monthly(), Duration.ofHours(2));
    var lin = wheels.player(period);
    var tooWide = new ArrayList<String>();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          signIn(page, lin);
          page.navigate("/play/wheel");
          main(page).click();
          wheels.over(period);
          for (var path :
              List.of(
                  "/play",
                  "/play/wheel",
                  "/play/wheel/periods/" + period.id(),
                  "/play/wheel/check?period=" + period.id() + "&number=1",
                  "/play/showcase")) {
            page.navigate(path);
            var over =
                page.evaluate(
                    "document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (((Number) over).intValue() > 0) {
              tooWide.add(path + " by " + over);
            }
          }
        });
    assertThat(tooWide).isEmpty();
  }

  /// Facts reach play within seconds; a person would look again too.
  private static void reloadUntilCount(Page page, String path, String locator, int count) {
    for (int tries = 0; tries < 40 && page.locator(locator).count() < count; tries++) {
      page.waitForTimeout(500);
      page.navigate(path);
    }
    assertThat(page.locator(locator)).hasCount(count);
  }

  private static void chinese(Page page) {
    var house = page.url().substring(0, page.url().indexOf('/', 10));
    page.context()
        .addCookies(
            List.of(new com.microsoft.playwright.options.Cookie("lang", "zh").setUrl(house)));
  }

  private static com.microsoft.playwright.Locator main(Page page) {
    return page.locator("main form .btn-primary");
  }

  private static void signIn(Page page, Person person) {
    page.navigate("/sign-in");
    page.locator("#email").fill(person.email());
    page.locator("#password").fill("a door left ajar");
    page.locator("main form .btn-primary").click();
    assertThat(page.locator("header details.menu")).isVisible();
  }

  /// Kept when somebody wants to look: `-Dchangke.pictures=FOLDER`.
  private static void picture(Page page, String name) {
    var folder = System.getProperty("changke.pictures", System.getenv("CHANGKE_PICTURES"));
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }
}
