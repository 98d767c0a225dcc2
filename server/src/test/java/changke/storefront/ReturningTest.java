package changke.storefront;

import static changke.storefront.Steps.PASSWORD;
import static changke.storefront.Steps.button;
import static changke.storefront.Steps.look;
import static changke.storefront.Steps.signIn;
import static changke.storefront.Steps.toCashier;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.SignUp;
import changke.orders.Market;
import changke.orders.Orders;
import changke.payments.Payments;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Who comes back: buys again, looks at what was kept, compares.
@HouseTest
class ReturningTest {

  @Autowired TestChromium chromium;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Identity identity;
  @Autowired TestClock clock;

  /// Every buyer here has this machine's address, and one address may have so many orders open.
  @BeforeEach
  void nobody_waits() {
    clock.forward(Duration.ofMinutes(16));
    while (orders.expire() > 0) {}
  }

  @Test
  void buying_again_is_one_press_and_undone_with_one() {
    var liu = person();
    market.topUp(liu.id(), 5_000);
    var offer = market.offer(9, 990);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          signIn(page, liu.email());
          toCashier(page, offer, liu.email());
          page.locator("#pay").click();
          assertThat(page.locator("h1")).hasText("Delivered");
          page.navigate("/my/one-click");
          look(page, "one-click-phone");
          page.locator("#most").fill("20");
          button(page, "Turn it on").click();
          assertThat(page.locator(".notice")).containsText("One press pays now");
          page.navigate("/");
          look(page, "home-again-phone");
          button(page, "Buy again").first().click();
          assertThat(page.locator(".notice")).containsText("paid from your balance");
          assertThat(page.locator("h1")).hasText("Delivered");
          button(page, "Money back").click();
          assertThat(page.locator("h1")).hasText("Your money is back");
          page.navigate("/my/orders");
          look(page, "my-orders-phone");
          assertThat(page.locator(".row-list li")).hasCount(2);
        });
    org.assertj.core.api.Assertions.assertThat(
            payments.wallet(liu.id(), java.util.Currency.getInstance("CNY")).total())
        .isEqualTo(5_000);
  }

  @Test
  void a_price_that_changed_is_told_before_anything_is_ordered() {
    var offer = market.offer(9, 990);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          toCashier(page, offer, Market.someone());
          page.locator("#pay").click();
          assertThat(page.locator("h1")).hasText("Delivered");
          market.reprice(offer, 1_290);
          page.locator("form[action$='/again'] button").click();
          assertThat(page.locator(".alert")).containsText("The price has changed");
          assertThat(page.locator("main")).containsText("CN¥9.90");
          look(page, "again-changed-wide");
          page.locator("main form .btn-primary").click();
          // Without a balance of one's own it leads straight to the cashier.
          assertThat(page).hasURL(Pattern.compile(".*/cashier/.*"));
          assertThat(page.locator(".display-5")).hasText("CN¥12.90");
        });
  }

  @Test
  void favourites_and_comparison_are_found_again() {
    var liu = person();
    var first = market.offer(3, 990);
    var second = market.offer(0, 1_290, Delivery.BY_HAND, 5);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/o/" + first.id());
          page.locator(".keep a").click();
          assertThat(page).hasURL(Pattern.compile(".*/sign-in.*"));
          page.navigate("/my/favourites");
          signIn(page, liu.email());
          page.navigate("/my/favourites");
          look(page, "favourites-empty-phone");
          page.navigate("/o/" + first.id());
          look(page, "offer-phone");
          button(page, "Keep in mind").click();
          assertThat(button(page, "Kept in mind")).isVisible();
          market.reprice(first, 790);
          page.navigate("/my/favourites");
          assertThat(page.locator("main")).containsText("It was CN¥9.90");
          look(page, "favourites-phone");
          page.navigate("/o/" + first.id());
          button(page, "Compare").click();
          page.navigate("/o/" + second.id());
          button(page, "Compare").click();
          assertThat(page.locator(".compare thead th")).hasCount(2);
          look(page, "compare-phone");
          button(page, "Take out").first().click();
          assertThat(page.locator(".compare thead th")).hasCount(1);
        });
  }

  private Person person() {
    var form =
        new SignUp("Lin", Market.someone(), PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form)).person();
  }
}
