package changke.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.CardFormat;
import changke.vault.CardImport;
import changke.vault.Stocking;
import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A buyer picks the very card, and a merchant's pages fit a telephone, in a real browser.
@HouseTest
class ChoosingTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired TestChromium chromium;
  @Autowired Market market;
  @Autowired Merchants merchants;
  @Autowired Identity identity;
  @Autowired Stocking stocking;
  @Autowired Ids ids;

  @Test
  void the_card_that_was_picked_is_the_one_that_comes() {
    var offer = market.offer(0, 990, Delivery.CHOSEN_CARD, 10);
    var csv =
        "card,label\n"
            + IntStream.range(0, 30)
                .mapToObj(i -> "SECRET-" + i + ",No. " + (100 + i))
                .collect(Collectors.joining("\n"));
    var wanted =
        new CardImport(
            ids.next(),
            offer.merchant(),
            offer.id(),
            new PersonId(ids.next()),
            "test",
            CardFormat.CSV,
            StandardCharsets.UTF_8,
            false);
    stocking.take(wanted, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/o/" + offer.id());
          assertThat(page.getByLabel("No. 100")).isVisible();
          picture(page, "choose");
          page.getByText("More to pick from").click();
          page.getByLabel("No. 127").check();
          page.locator("button[name=now]").click();
          assertThat(page).hasURL(Pattern.compile(".*/checkout"));
          page.getByLabel("E-mail").fill(Market.someone());
          page.locator("main form .btn-primary").click();
          page.locator("#pay").click();
          page.locator("form[action$='/open'] button").click();
          assertThat(page.locator(".secret code")).hasText("SECRET-27");
          page.navigate("/o/" + offer.id() + "?cards=1");
          assertThat(page.getByLabel("No. 127")).hasCount(0);
        });
  }

  @Test
  void the_desk_fits_a_telephone() {
    var offer = market.offer(12, 990);
    var shop = merchants.shop(offer.merchant()).orElseThrow();
    var email = Market.someone();
    identity.enrol(
        new SignUp("Ming", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")),
        Role.MERCHANT);
    var ming = identity.findByEmail(email).orElseThrow().id();
    merchants.employ(shop.id(), ming, Clerk.Role.OWNER);
    var tooWide = new ArrayList<String>();
    for (var language : List.of("en")) {
      chromium.visit(
          TestChromium.PHONE,
          language,
          page -> {
            page.navigate("/sign-in");
            page.locator("#email").fill(email);
            page.locator("#password").fill(PASSWORD);
            page.locator("main form .btn-primary").click();
            assertThat(page.locator("header details.menu")).isVisible();
            for (var rest :
                List.of(
                    "",
                    "/orders",
                    "/offers",
                    "/offers?q=none",
                    "/offers/new",
                    "/offers/" + offer.id(),
                    "/offers/" + offer.id() + "/stock",
                    "/imports",
                    "/words",
                    "/team")) {
              page.navigate("/workbench/" + shop.slug() + rest);
              picture(
                  page, language + rest.replaceAll("[/?=]", "-").replace("" + offer.id(), "one"));
              var over =
                  (Number)
                      page.evaluate(
                          "document.documentElement.scrollWidth - document.documentElement.clientWidth");
              if (over.intValue() > 0) {
                tooWide.add(language + " " + rest + " by " + over);
              }
            }
          });
    }
    assertThat(tooWide).isEmpty();
  }

  /// For people who look: `-Dchangke.pictures=FOLDER`.
  private static void picture(Page page, String name) {
    var folder = System.getProperty("changke.pictures");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }
}
