package changke.backoffice.play;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.identity.Role;
import changke.play.Wheels;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// An operator makes a wheel, a quest and a rule.
@HouseTest
class StudioTest {

  @Autowired TestChromium chromium;
  @Autowired Wheels wheels;
  @Autowired TestClock clock;

  @Test
  void an_operator_corrects_a_wheel_sees_its_cost_and_announces_it() {
    wheels.waitOut();
    var wen = wheels.person(Role.OPERATOR);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, wen.email());
          page.navigate("/backoffice/play/wheels");
          picture(page, "studio-wheels-wide-en");
          page.navigate("/backoffice/play/wheels/new");
          page.locator("#nameEn").fill("Spring wheel");
          row(page, 0, "A thousand points", "1", "5", "2", "POINTS", "1000", "9999");
          row(page, 1, "Ten points", "40", "", "", "POINTS", "10", "0.10");
          row(page, 2, "A kind word", "58", "", "", "NOTHING", "", "");
          page.locator("button[value=false]").click();
          assertThat(page.locator(".alert-danger")).containsText("Row 1: The worth cannot be read");
          assertThat(page.locator(".alert-danger")).containsText("do not add up");
          page.locator("[name=value0]").fill("10");
          page.locator("[name=odds2]").fill("59");
          page.locator("button[value=false]").click();
          assertThat(page.locator(".alert-info")).containsText("1,000 spins cost");
          picture(page, "studio-draft-wide-en");
          page.locator("button[value=true]").click();
          assertThat(page.locator(".notice")).containsText("published");
          var opens =
              LocalDateTime.ofInstant(clock.instant(), wen.zone())
                  .plusMinutes(2)
                  .truncatedTo(ChronoUnit.MINUTES);
          page.locator("#opens").fill(opens.toString());
          page.locator("#closes").fill(opens.plusHours(1).toString());
          page.locator("form[action$='/announce'] button").click();
          assertThat(page.locator(".notice")).containsText("announced");
          picture(page, "studio-announced-wide-en");
          page.navigate("/play/wheel");
          assertThat(page.locator("main")).containsText("Spring wheel");
          assertThat(page.locator("main")).containsText("You work for the house");
        });
    clock.forward(Duration.ofHours(2));
  }

  @Test
  void an_operator_makes_a_badge_and_a_quest_with_its_cost_and_ends_it() {
    var wen = wheels.person(Role.OPERATOR);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, wen.email());
          page.navigate("/backoffice/play/quests");
          page.locator("#badgeEn").fill("Night reader");
          page.locator("form[action$='/badges'] button").click();
          assertThat(page.locator("main")).containsText("Night reader");
          page.locator("#en").fill("Read a guide at night");
          page.locator("#fact").selectOption("Guide Read");
          page.locator("main button[value=true]").click();
          assertThat(page.locator(".alert-danger")).containsText("points or a badge");
          page.locator("#points").fill("5");
          page.locator("main button[value=false]").click();
          assertThat(page.locator(".alert-info")).containsText("points a month");
          page.locator("main button[value=true]").click();
          assertThat(page.locator(".notice")).containsText("counts from now on");
          picture(page, "studio-quests-wide-en");
          page.locator("tr", new Page.LocatorOptions().setHasText("Read a guide at night"))
              .locator("button")
              .click();
          assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("at night")))
              .containsText("ended");
        });
  }

  @Test
  void a_second_level_is_refused_without_words_that_somebody_signs() {
    var wen = wheels.person(Role.OPERATOR);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, wen.email());
          page.navigate("/backoffice/referrals");
          picture(page, "studio-referrals-wide-en");
          page.locator("#region").fill("YY");
          page.locator("#levels").selectOption("2");
          page.locator("#secondBp").fill("100");
          page.locator("main .btn-primary").click();
          assertThat(page.locator(".alert-danger")).containsText("cannot be saved");
          page.locator("#region").fill("YY");
          page.locator("#levels").selectOption("2");
          page.locator("#secondBp").fill("100");
          page.locator("#acknowledgement").fill("Our lawyer read it, and I answer for it.");
          page.locator("main .btn-primary").click();
          assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("YY")))
              .containsText("1%");
        });
  }

  @Test
  void no_page_of_the_studio_is_wider_than_a_phone() {
    var wen = wheels.person(Role.OPERATOR);
    var tooWide = new ArrayList<String>();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          signIn(page, wen.email());
          for (var path :
              List.of(
                  "/backoffice/play/wheels",
                  "/backoffice/play/wheels/new",
                  "/backoffice/play/quests",
                  "/backoffice/referrals",
                  "/my/referral",
                  "/my/referral/poster")) {
            page.navigate(path);
            picture(page, "phone" + path.replace('/', '-'));
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

  private static void row(
      Page page,
      int row,
      String name,
      String odds,
      String stock,
      String then,
      String kind,
      String points,
      String value) {
    page.locator("[name=en" + row + "]").fill(name);
    page.locator("[name=odds" + row + "]").fill(odds);
    page.locator("[name=stock" + row + "]").fill(stock);
    page.locator("[name=then" + row + "]").fill(then);
    page.locator("[name=kind" + row + "]").selectOption(kind);
    page.locator("[name=amount" + row + "]").fill(points);
    page.locator("[name=value" + row + "]").fill(value);
  }

  private static void signIn(Page page, String email) {
    page.navigate("/sign-in");
    page.locator("#email").fill(email);
    page.locator("#password").fill("a door left ajar");
    page.locator("main form .btn-primary").click();
    assertThat(page.locator("header details.menu")).isVisible();
  }

  private static void picture(Page page, String name) {
    var folder = System.getenv("CHANGKE_PICTURES");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }
}
