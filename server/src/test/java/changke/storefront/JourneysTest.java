package changke.storefront;

import static changke.storefront.Steps.PASSWORD;
import static changke.storefront.Steps.button;
import static changke.storefront.Steps.look;
import static changke.storefront.Steps.signIn;
import static changke.storefront.Steps.toCashier;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.TestClock;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Person;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.messaging.Messaging;
import changke.orders.DisputePictures;
import changke.orders.Market;
import changke.orders.Orders;
import changke.payments.Payments;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
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
  @Autowired Identity identity;
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
          asleep(page, true);
          page.waitForTimeout(500);
          var sleeping = looks.get();
          page.waitForTimeout(3_000);
          assertThat(looks.get()).as("a tab that sleeps asks nothing").isEqualTo(sleeping);
          asleep(page, false);
          page.waitForCondition(() -> looks.get() > sleeping);
          assertThat(page.context().cookies())
              .as("a guest needs no session for it")
              .noneMatch(cookie -> cookie.name.equals("changke"));
        });
  }

  @Test
  void a_bad_card_is_complained_about_with_a_picture_and_replaced() throws java.io.IOException {
    var ming = person(Role.MERCHANT);
    var offer = market.offer(ming.id(), 2, 990, Delivery.CARDS, 9);
    var picture = new FilePayload("bad.jpg", "image/jpeg", DisputePictures.withPlace());
    var story = new java.util.HashMap<String, String>();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          toCashier(page, offer, Market.someone());
          page.locator("#pay").click();
          page.locator("form[action$='/open'] button").click();
          story.put("bad", page.locator(".secret code").textContent());
          page.locator("details.wrong summary").click();
          page.locator("textarea[name=text]").first().fill("It says: already used.");
          page.locator("input[name=pictures]").first().setInputFiles(picture);
          button(page, "Tell the shop").click();
          assertThat(page.locator("h1")).hasText("We are looking into it");
          assertThat(page.locator(".thread")).containsText("already used");
          assertThat(page.locator(".thread img")).hasCount(1);
          assertThat(page.locator(".turn")).containsText("The shop has until");
          look(page, "complaint-buyer-phone");
          chromium.visit(
              TestChromium.WIDE,
              "zh-CN",
              desk -> {
                signIn(desk, ming.email());
                desk.navigate("/workbench");
                desk.locator("a[href^='/workbench/shop-']").first().click();
                desk.locator("nav a[href$='/complaints']").first().click();
                look(desk, "complaints-merchant-wide");
                desk.locator("table a").first().click();
                assertThat(desk.locator(".thread")).containsText("already used");
                assertThat(desk.locator(".thread img")).hasCount(1);
                look(desk, "complaint-merchant-wide");
                button(desk, "Another card").click();
                assertThat(desk.locator(".turn")).containsText("Decided: another card");
              });
          // The buyer's page has seen it by itself.
          assertThat(page.locator("h1")).hasText("Delivered");
          assertThat(page.locator(".turn")).containsText("Decided: another card");
          assertThat(page.locator(".secret code")).hasText(CARD);
          org.assertj.core.api.Assertions.assertThat(page.locator(".secret code").textContent())
              .isNotEqualTo(story.get("bad"));
        });
  }

  @Test
  void what_the_shop_asks_is_checked_and_arrives() {
    var ming = person(Role.MERCHANT);
    var offer = market.asking(ming.id(), 500);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/o/" + offer.id());
          page.locator("button[name=now]").click();
          page.locator("#email").fill(Market.someone());
          page.getByLabel("Account").fill("player-1");
          page.getByLabel("Level").fill("a lot");
          page.getByLabel("Region").selectOption("Asia");
          page.locator("main form .btn-primary").click();
          assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was ordered");
          assertThat(page.getByLabel("Level")).hasAttribute("aria-invalid", "true");
          assertThat(page.getByLabel("Account")).hasValue("player-1");
          look(page, "checkout-fields-phone");
          page.getByLabel("Level").fill("80");
          page.locator("main form .btn-primary").click();
          page.locator("#pay").click();
          assertThat(page.locator("h1")).hasText("Paid. A person is working on it");
          assertThat(page.locator("main")).containsText("Promised by");
          chromium.visit(
              TestChromium.WIDE,
              "en",
              desk -> {
                signIn(desk, ming.email());
                desk.navigate("/workbench");
                desk.locator("a[href^='/workbench/shop-']").first().click();
                desk.locator("nav a[href$='/orders']").first().click();
                assertThat(desk.locator("table")).containsText("player-1");
                assertThat(desk.locator("table")).containsText("80");
                desk.locator("textarea").first().fill("Done, level 90 now");
                button(desk, "Hand over").click();
              });
          assertThat(page.locator("h1")).hasText("Delivered");
        });
  }

  @Test
  void a_delivery_says_how_to_use_it_and_can_be_taken_away_as_text() {
    var ming = person(Role.MERCHANT);
    var offer = market.offer(ming.id(), 3, 990, Delivery.CARDS, 9);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        desk -> {
          signIn(desk, ming.email());
          desk.navigate("/workbench");
          desk.locator("a[href^='/workbench/shop-']").first().click();
          desk.locator("nav a[href$='/offers']").first().click();
          desk.locator("a[href$='" + offer.id() + "']").first().click();
          desk.locator("main a[href$='/words']").click();
          desk.getByLabel("In English")
              .fill("Redeem it in the app.\n\nWrite to us if it does not work.");
          button(desk, "Save").click();
          assertThat(desk.locator(".notice")).containsText("Saved");
        });
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          toCashier(page, offer, Market.someone());
          page.locator("#pay").click();
          page.locator("form[action$='/open'] button").click();
          assertThat(page.locator(".how")).containsText("Redeem it in the app.");
          look(page, "delivery-phone");
          var file = page.waitForDownload(() -> page.locator("a[href$='/keys.txt']").click());
          try {
            var text = java.nio.file.Files.readString(file.path());
            org.assertj.core.api.Assertions.assertThat(text)
                .contains("Redeem it in the app.", page.locator(".secret code").textContent());
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  private static void asleep(Page page, boolean hidden) {
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});"
            + " document.dispatchEvent(new Event('visibilitychange')); }",
        hidden);
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

  private Person person(Role... roles) {
    var form =
        new SignUp("Lin", Market.someone(), PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person();
  }
}
