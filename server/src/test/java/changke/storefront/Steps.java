package changke.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import changke.catalog.Offer;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;

/// Steps that many journeys in a real browser have in common.
public final class Steps {

  public static final String PASSWORD = "a door left ajar";

  private Steps() {}

  /// Puts one piece through the checkout; the cashier's address.
  public static String toCashier(Page page, Offer offer, String email) {
    page.navigate("/o/" + offer.id());
    page.locator("button[name=now]").click();
    assertThat(page).hasURL(Pattern.compile(".*/checkout"));
    if (page.locator("#email").count() > 0) {
      page.locator("#email").fill(email);
    }
    page.locator("main form .btn-primary").click();
    assertThat(page).hasURL(Pattern.compile(".*/cashier/.*"));
    return page.url();
  }

  /// A picture of the page for whoever wants to look, and a check that it fits.
  public static void look(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(java.nio.file.Path.of("target", "looks", name + ".png"))
            .setFullPage(true));
    var over =
        (Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    org.assertj.core.api.Assertions.assertThat(over.intValue()).as(name).isZero();
  }

  public static void signIn(Page page, String email) {
    page.navigate("/sign-in");
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form .btn-primary").first().click();
    assertThat(page.locator("header details.menu")).isVisible();
  }

  public static Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
