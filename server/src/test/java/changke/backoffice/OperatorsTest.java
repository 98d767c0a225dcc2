package changke.backoffice;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestChromium;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HouseTest
class OperatorsTest {

  private static final String PASSWORD = "a door left ajar";
  private static final String HISTORY =
      """
      customer,date,amount,order
      ann,2024-01-05,5.00,1
      bo,2024-01-09,7.00,2
      ann,2024-02-03,6.00,3
      cai,2024-02-11,4.00,4
      ann,2024-03-15,6.00,5
      """;

  @Autowired TestChromium chromium;
  @Autowired Identity identity;

  @Test
  void the_operator_brings_a_shops_history_and_sees_who_came_back() {
    var email = "operator-" + System.nanoTime() + "@example.org";
    identity.enrol(
        new SignUp("Wen", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")),
        Role.OPERATOR);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          signIn(page, email);
          page.locator("#name").fill("Ajar and Sons");
          page.locator("#file")
              .setInputFiles(
                  new FilePayload(
                      "orders.csv", "text/csv", HISTORY.getBytes(StandardCharsets.UTF_8)));
          page.locator("main form .btn-primary").click();
          page.locator("main form .btn-primary").click();
          open(page, "Ajar and Sons");
          assertThat(page.locator("#content")).containsText("Retention");
          assertThat(page.locator("#content table").first()).containsText("2024");
          page.setViewportSize(TestChromium.PHONE, 740);
          var over =
              page.evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth");
          assertThat(((Number) over).intValue()).as("pixels wider than a phone").isZero();
        });
  }

  /// The import runs beside; the list shows the way in when it is done.
  private static void open(Page page, String name) {
    var link = page.locator("h2 a", new Page.LocatorOptions().setHasText(name));
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> {
          page.navigate("/backoffice/insights");
          return link.count() > 0;
        });
    link.first().click();
  }

  private static void signIn(Page page, String email) {
    page.navigate("/sign-in?to=/backoffice/insights");
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form .btn-primary").click();
    assertThat(page.locator("#file")).isVisible();
  }
}
