package changke.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.catalog.Offer;
import changke.messaging.Messaging;
import changke.orders.Market;
import changke.orders.Orders;
import changke.payments.Payments;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// When something goes wrong on the way: what the buyer sees in a real browser.
@HouseTest
class JourneysTest {

  private static final Pattern CARD = Pattern.compile("card [-0-9a-f]{36} of .*");

  @Autowired TestChromium chromium;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Payments payments;
  @Autowired Messaging messaging;
  @Autowired TestClock clock;

  /// Every buyer here has this machine's address, and one address may have so many orders open.
  @BeforeEach
  void nobody_waits() {
    clock.forward(Duration.ofMinutes(16));
    while (orders.expire() > 0) {}
  }

  @Test
  void a_lost_notification_is_caught_and_the_page_tells_the_truth_meanwhile() {
    var offer = market.offer(2, 990);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          var cashier = toCashier(page, offer, Market.someone());
          page.navigate("/find-order");
          page.locator(".row-list a").first().click();
          assertThat(page.locator("#truth")).containsText("Paid already?");
          // Paid in another tab that never comes back, and nobody tells the shop.
          var elsewhere = page.context().newPage();
          payLosing(elsewhere, cashier);
          elsewhere.close();
          assertThat(page.locator("h1")).hasText("Waiting for your payment");
          clock.forward(Duration.ofSeconds(40));
          payments.poll();
          assertThat(page.locator("h1")).hasText("Delivered");
          page.locator("form[action$='/open'] button").click();
          assertThat(page.locator(".secret code")).hasText(CARD);
        });
  }

  @Test
  void a_late_payment_is_delivered_and_the_page_says_so() {
    var offer = market.offer(1, 990);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          late(page, offer);
          assertThat(page.locator("h1")).hasText("Not paid in time");
          assertThat(page.locator("#truth")).containsText("If you did pay");
          clock.forward(Duration.ofMinutes(1));
          payments.poll();
          assertThat(page.locator("h1")).hasText("Delivered");
          assertThat(page.locator("#truth")).containsText("We delivered all the same");
          assertThat(page.locator(".steps")).containsText("Paid after the time had run out");
        });
  }

  @Test
  void a_late_payment_for_an_empty_shelf_comes_back_and_the_page_says_so() {
    var offer = market.offer(1, 990);
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        page -> {
          late(page, offer);
          assertThat(page.locator("h1")).hasText("超时未付款");
          market.bought(offer, 1);
          clock.forward(Duration.ofMinutes(1));
          payments.poll();
          assertThat(page.locator("#truth")).containsText("全部款项原路退回");
          assertThat(page.locator("h1")).hasText("已退款");
        });
  }

  @Test
  void a_guest_finds_the_order_again_from_the_mail() {
    var offer = market.offer(1, 990);
    var email = Market.someone();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          toCashier(page, offer, email);
          page.locator("#pay").click();
          assertThat(page.locator("h1")).hasText("Delivered");
        });
    var letter =
        messaging.recent(200, 0).stream()
            .filter(sent -> sent.email().equals(email))
            .findFirst()
            .orElseThrow();
    var link = Shopper.find(letter.text(), "https?://[^/]+(/open/\\S+)");
    assertThat(letter.text()).doesNotContain("card ");
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate(link);
          assertThat(page).hasURL(Pattern.compile(".*/orders/[2-9A-Z]{16}"));
          page.locator("form[action$='/open'] button").click();
          assertThat(page.locator(".secret code")).hasText(CARD);
        });
  }

  @Test
  void an_open_page_looks_less_and_less_often_and_at_once_when_somebody_comes_back() {
    var offer = market.offer(1, 990);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          var looks = new java.util.concurrent.atomic.AtomicInteger();
          toCashier(page, offer, Market.someone());
          page.context()
              .onRequest(request -> {
                if (request.url().contains("/live?")) {
                  looks.incrementAndGet();
                }
              });
          page.navigate("/find-order");
          page.locator(".row-list a").first().click();
          page.waitForTimeout(8_000);
          assertThat(looks.get()).as("after 1, 2, 4 and 6 seconds").isBetween(1, 5);
          var before = looks.get();
          page.evaluate("() => { dispatchEvent(new Event('online')); }");
          page.waitForCondition(() -> looks.get() > before);
        });
  }

  /// Ordered, paid when nobody heard of it, and let go.
  private void late(Page page, Offer offer) {
    var cashier = toCashier(page, offer, Market.someone());
    var elsewhere = page.context().newPage();
    payLosing(elsewhere, cashier);
    elsewhere.close();
    clock.forward(Duration.ofMinutes(16));
    orders.expire();
    page.navigate("/find-order");
    page.locator(".row-list a").first().click();
  }

  /// The buyer's tab does not come back, and the cashier tells nobody.
  private static void payLosing(Page page, String cashier) {
    page.navigate(cashier);
    page.locator("details summary").click();
    page.locator("#lose").check();
    page.locator("form[action$='/pay']")
        .evaluate(
            "form => fetch(form.action, {method: 'POST', redirect: 'manual',"
                + " body: new URLSearchParams(new FormData(form))}).then(() => true)");
  }

  /// Puts one piece through the checkout; the cashier's address.
  static String toCashier(Page page, Offer offer, String email) {
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

  static com.microsoft.playwright.Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }
}
