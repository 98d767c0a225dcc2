package changke.storefront;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.SignUp;
import changke.orders.Market;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Journeys of buyers through the sandbox cashier.
@HouseTest
class BuyersTest {

  private static final String PASSWORD = "a door left ajar";
  private static final Pattern CARD = Pattern.compile("card [-0-9a-f]{36} of .*");

  @Autowired TestChromium chromium;
  @Autowired Market market;
  @Autowired Identity identity;

  @Test
  void a_guest_buys_and_sees_the_card() {
    var offer = market.offer(3, 990);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          toCheckout(page, offer);
          page.getByLabel("E-mail").fill(Market.someone());
          pay(page);
          open(page);
          page.reload();
          assertThat(page.locator(".secret code")).hasText(CARD);
        });
  }

  @Test
  void a_member_buys_on_a_phone_in_chinese_and_leaves_in_one_step() {
    var offer = market.offer(3, 990);
    var email = member();
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        page -> {
          signIn(page, email);
          toCheckout(page, offer);
          assertThat(page.locator("main")).containsText(email);
          pay(page);
          open(page);
          page.navigate("/my/orders");
          assertThat(page.locator(".row-list li")).hasCount(1);
          page.locator("header details.menu summary").click();
          page.locator("header form[action='/sign-out'] button").click();
          assertThat(page.locator(".notice")).hasText("已退出登录。");
          assertThat(page.navigate("/my/orders").url()).contains("/sign-in");
        });
  }

  @Test
  void a_guest_buys_without_any_script() {
    var offer = market.offer(3, 990);
    chromium.visitWithoutScripts(
        TestChromium.PHONE,
        "en",
        page -> {
          toCheckout(page, offer);
          page.getByLabel("E-mail").fill(Market.someone());
          page.locator("main form .btn-primary").click();
          page.locator("#pay").click();
          var open = page.locator("form[action$='/open'] button");
          assertThat(open).isVisible(); // The page looks again by itself, without a script too.
          open.click();
          assertThat(page.locator(".secret code")).hasText(CARD);
        });
  }

  @Test
  void somebody_elses_browser_sees_no_order() {
    var offer = market.offer(3, 990);
    var numbers = new ArrayList<String>();
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          toCheckout(page, offer);
          page.getByLabel("E-mail").fill(Market.someone());
          pay(page);
          numbers.add(page.url().substring(page.url().indexOf("/orders/")));
        });
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          assertThat(page.navigate(numbers.getFirst()).status()).isEqualTo(404);
          signIn(page, member());
          assertThat(page.navigate(numbers.getFirst()).status()).isEqualTo(404);
        });
  }

  @Test
  void what_is_taken_out_of_the_cart_can_be_put_back() {
    var offer = market.offer(3, 990);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          page.navigate("/o/" + offer.id());
          page.getByLabel("Quantity").fill("2");
          button(page, "Add to cart").click();
          assertThat(page.locator(".shop-tools .count")).hasText("2");
          page.locator(".lines button[value='0']").click();
          assertThat(page.locator(".lines")).hasCount(0);
          button(page, "Put it back").click();
          assertThat(page.locator(".lines input[name=quantity]")).hasValue("2");
        });
  }

  @Test
  void a_shortage_is_told_before_anything_is_ordered() {
    var offer = market.offer(2, 990);
    chromium.visit(
        TestChromium.WIDE,
        "en",
        page -> {
          toCheckout(page, offer);
          page.getByLabel("E-mail").fill(Market.someone());
          market.bought(offer, 2);
          page.locator("main form .btn-primary").click();
          assertThat(page.getByRole(AriaRole.ALERT)).containsText("has just sold out");
        });
  }

  @Test
  void no_page_of_the_shop_is_wider_than_a_phone() {
    var offer = market.offer(3, 990);
    var email = member();
    var tooWide = new ArrayList<String>();
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          toCheckout(page, offer);
          measure(
              page, List.of("/checkout", "/cart", "/sign-in", "/sign-up", "/find-order"), tooWide);
          signIn(page, email);
          page.navigate("/checkout");
          pay(page);
          open(page);
          var order = page.url().substring(page.url().indexOf("/orders/"));
          var shop = page.navigate("/o/" + offer.id()).url();
          assertThat(shop).endsWith(offer.id().toString());
          var merchant = page.locator(".facts a[href^='/s/']").getAttribute("href");
          measure(
              page,
              List.of(
                  "/",
                  "/c/cards",
                  "/search?q=nothing",
                  "/search?q=card",
                  "/o/" + offer.id(),
                  merchant,
                  order,
                  "/my",
                  "/my/orders",
                  "/cart",
                  "/first-operator?token=x",
                  "/nowhere"),
              tooWide);
        });
    assertThat(tooWide).isEmpty();
  }

  private static void measure(Page page, List<String> paths, List<String> tooWide) {
    for (var path : paths) {
      page.navigate(path);
      var over =
          page.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth");
      if (((Number) over).intValue() > 0) {
        tooWide.add(path + " by " + over);
      }
    }
  }

  private static void toCheckout(Page page, Offer offer) {
    page.navigate("/o/" + offer.id());
    page.locator("button[name=now]").click();
    assertThat(page).hasURL(Pattern.compile(".*/checkout"));
  }

  private static void pay(Page page) {
    page.locator("main form .btn-primary").click();
    page.locator("#pay").click();
    assertThat(page.locator("form[action$='/open'] button")).isVisible();
  }

  private static void open(Page page) {
    page.locator("form[action$='/open'] button").click();
    assertThat(page.locator(".secret code")).hasText(CARD);
  }

  private static com.microsoft.playwright.Locator button(Page page, String name) {
    return page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name));
  }

  private static void signIn(Page page, String email) {
    page.navigate("/sign-in");
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form .btn-primary").click();
    assertThat(page.locator("header details.menu")).isVisible();
  }

  private String member() {
    var email = Market.someone();
    identity.enrol(new SignUp("Lin", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")));
    return email;
  }
}
