package changke.backoffice.insights;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.activity.Journal;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.shared.Ids;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class ConsoleJourneyTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired TestChromium chromium;
  @Autowired Identity identity;
  @Autowired Journal journal;
  @Autowired Ids ids;
  @Autowired Clock clock;

  private String operator() {
    var email = "console" + ids.next().toString().substring(24) + "@example.org";
    identity.enrol(
        new SignUp("Mei", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")),
        Role.OPERATOR);
    return email;
  }

  private static void open(Page page, String email, String path) {
    page.navigate("/sign-in?to=" + path);
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form[action='/sign-in'] .btn-primary").click();
    page.waitForURL(Pattern.compile("^[^?]*" + path + "$"));
  }

  @Test
  void an_operator_narrows_retention_keeps_it_takes_it_along_and_looks_who_is_behind() {
    new BusyHouse(journal, ids, 3).live(clock.instant(), 120);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          open(page, operator(), "/backoffice/console/retention");
          page.waitForCondition(() -> {
            page.reload();
            return page.locator("table.heat tbody tr").count() > 2;
          });
          page.locator("#c-unit").selectOption("month");
          page.locator("#c-back").selectOption("Order Paid");
          page.locator("#c-show").selectOption("people");
          page.locator("#c-from").fill(clock.instant().toString().substring(0, 4) + "-01-01");
          page.locator(".asking .btn-primary").click();
          assertThat(page.locator("#content")).containsText("Order paid");
          page.locator("#savedas").fill("Who bought again");
          page.locator(".keep button").click();
          page.waitForURL(Pattern.compile(".*back=Order\\+Paid.*unit=month.*"));
          assertThat(page.locator(".saved")).containsText("Who bought again");
          var csv = page.waitForDownload(() -> page.locator(".keeping a[download]").click());
          Assertions.assertEquals("retention.csv", csv.suggestedFilename());
          var number = page.locator("table.heat tbody td.people a").last();
          // Other tests fill the same house: a list has at most 5,000 of them.
          var said = Math.min(5_000, Integer.parseInt(number.innerText().replace(",", "")));
          number.click();
          var grouped = String.join(",?", String.valueOf(said).split("")) + " in all";
          assertThat(page.locator("main")).containsText(Pattern.compile(grouped));
        });
    picture();
  }

  /// Looks at every report when a folder is named: on a telephone in Chinese, wide in English,
  /// dark.
  private void picture() {
    var folder = System.getProperty("changke.pictures", "");
    if (folder.isEmpty()) {
      return;
    }
    for (var report : changke.insights.HouseReports.names()) {
      picture(TestChromium.PHONE, "zh-CN", report, false, folder);
      picture(TestChromium.WIDE, "en", report, report.length() % 2 == 0, folder);
    }
  }

  private void picture(int width, String language, String report, boolean dark, String folder) {
    chromium.visit(
        width,
        language,
        page -> {
          if (dark) {
            page.emulateMedia(
                new Page.EmulateMediaOptions()
                    .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
          }
          open(page, operator(), "/backoffice/console/" + report);
          page.navigate("/backoffice/console/" + report);
          page.screenshot(
              new Page.ScreenshotOptions()
                  .setPath(Path.of(folder, report + "-" + width + ".png"))
                  .setFullPage(true));
        });
  }
}
