package changke.storefront.wallet;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.TestChromium;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.ledger.Account;
import changke.ledger.Ledger;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.orders.OrderRequest;
import changke.rewards.Coupons;
import changke.rewards.Gift;
import changke.rewards.Rewards;
import changke.rewards.Studio;
import changke.shared.PersonId;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A newcomer gets the pack and uses it, points pay beside money, the rulebook is there, and shops
/// give within a budget.
@HouseTest
class RegularsTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired TestChromium chromium;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Market market;
  @Autowired Identity identity;
  @Autowired Rewards rewards;
  @Autowired Coupons coupons;
  @Autowired Merchants merchants;
  @Autowired Studio studio;
  @Autowired Ledger ledger;

  @Test
  void a_newcomer_gets_the_pack_and_uses_coupon_points_and_money_together() {
    var offer = market.offer(3, 3500);
    var email = Market.someone();
    var lin = member(email);
    Awaitility.await().until(() -> coupons.open(lin).size() == 1);
    assertThat(rewards.balance(lin).available()).isEqualTo(100);
    chromium.visit(
        TestChromium.PHONE,
        "en",
        page -> {
          signIn(page, email);
          page.navigate("/newcomers");
          picture(page, "newcomers");
          page.navigate("/my/coupons");
          assertThat(page.locator("main")).containsText("Welcome");
          picture(page, "coupons");
          page.navigate("/o/" + offer.id());
          page.locator("button[name=now]").click();
          assertThat(page).hasURL(Pattern.compile(".*/checkout"));
          assertThat(page.locator(".sum.total")).containsText("30.00");
          page.locator("#points").check();
          picture(page, "checkout");
          page.locator("main form .btn-primary").click();
          assertThat(page.locator("main")).containsText("29.00");
          page.locator("#pay").click();
          page.locator("form[action$='/open'] button").click();
          assertThat(page.locator(".secret code")).isVisible();
          assertThat(page.locator("main")).containsText("Thank you for your first order");
          picture(page, "thanks");
          page.navigate("/my/points");
          assertThat(page.locator("main")).containsText("Spent · Order");
          assertThat(page.locator("main")).containsText("Earned · Welcome");
          picture(page, "points");
          page.navigate("/my/coupons");
          assertThat(page.locator("main")).containsText("used");
          page.navigate("/rules");
          assertThat(page.locator("main")).containsText("Rulebook");
          picture(page, "rules");
        });
    Awaitility.await().until(() -> rewards.balance(lin).pending() == 29 + 50);
  }

  @Test
  void every_page_fits_a_phone_in_both_languages() {
    var tooWide = new ArrayList<String>();
    for (var language : List.of("en", "zh-CN")) {
      var email = Market.someone();
      var lin = member(email, Locale.forLanguageTag(language));
      rewards.give(Gift.now(lin, "gift " + lin, 1234, "test", "test", 1));
      chromium.visit(
          TestChromium.PHONE,
          language,
          page -> {
            signIn(page, email);
            for (var path :
                List.of(
                    "/my/points",
                    "/my/coupons",
                    "/my/membership",
                    "/my/exchange",
                    "/deals",
                    "/newcomers",
                    "/claim/wake-up",
                    "/rules")) {
              page.navigate(path);
              picture(page, path.replace('/', '-') + "-" + language);
              var over =
                  page.evaluate(
                      "document.documentElement.scrollWidth - document.documentElement.clientWidth");
              if (((Number) over).intValue() > 0) {
                tooWide.add(path + " by " + over);
              }
            }
          });
    }
    assertThat(tooWide).isEmpty();
  }

  @Test
  void a_shop_makes_its_own_coupon_within_a_budget_and_none_for_another_shop() {
    var offer = market.offer(3, 3500);
    var foreign = market.offer(3, 3500);
    var shop = merchants.shop(offer.merchant()).orElseThrow();
    var email = Market.someone();
    var hua = member(email, Role.MERCHANT);
    merchants.employ(offer.merchant(), hua, changke.merchants.Clerk.Role.OWNER);
    var browser = browsers.signedIn(email, PASSWORD);
    var path = "/workbench/" + shop.slug() + "/rewards";
    assertThat(browser.get(path).statusCode()).isEqualTo(200);
    var key = "shop-" + shop.slug().substring(0, 8);
    var fields =
        Map.of(
            "key",
            key,
            "titleZh",
            "店铺券",
            "titleEn",
            "Shop coupon",
            "form",
            "FIXED",
            "off",
            "5",
            "threshold",
            "30",
            "offers",
            offer.id().toString(),
            "budget",
            "50",
            "claimable",
            "on");
    assertThat(browser.post(path + "/coupons", fields).statusCode()).isEqualTo(303);
    assertThat(browser.get(path).body()).contains("Shop coupon");
    assertThat(browser.get("/claim/" + key).body()).contains("Shop coupon");
    var stolen = new java.util.HashMap<>(fields);
    stolen.put("offers", foreign.id().toString());
    stolen.put("key", key + "-x");
    assertThat(browser.post(path + "/coupons", stolen).statusCode()).isEqualTo(422);
    var unpaid = new java.util.HashMap<>(fields);
    unpaid.remove("budget");
    assertThat(browser.post(path + "/coupons", unpaid).statusCode()).isEqualTo(422);
    var platform = new java.util.HashMap<>(fields);
    platform.put("key", "welcome");
    assertThat(browser.post(path + "/coupons", platform).statusCode()).isEqualTo(422);
    assertThat(browser.post(path + "/points", Map.of("points", "5", "request", key)).statusCode())
        .isBetween(400, 499);
  }

  @Test
  void an_operator_sees_what_points_stand_for_and_makes_a_coupon_and_a_promotion() {
    var operator = browsers.member(Role.OPERATOR);
    var key = "op-" + java.util.UUID.randomUUID().toString().substring(0, 8);
    var coupon =
        Map.of(
            "key",
            key,
            "titleZh",
            "券",
            "titleEn",
            "A coupon",
            "form",
            "PERCENT",
            "percent",
            "12.5",
            "cap",
            "20",
            "claimable",
            "on");
    assertThat(operator.post("/backoffice/rewards/coupons", coupon).statusCode()).isEqualTo(303);
    assertThat(operator.get("/backoffice/rewards/coupons").body()).contains("12.5 % off");
    var codes =
        operator.post("/backoffice/rewards/coupons/codes", Map.of("key", key, "count", "5"));
    assertThat(codes.statusCode()).isEqualTo(303);
    var list = operator.get(codes.headers().firstValue("Location").orElseThrow());
    assertThat(list.body().lines()).hasSize(5);
    var offer = market.offer(3, 3500);
    var promotion =
        Map.of(
            "key",
            key,
            "titleZh",
            "抢",
            "titleEn",
            "A flash sale",
            "occasion",
            "FLASH",
            "form",
            "PRICE",
            "price",
            "9.90",
            "offers",
            offer.id().toString(),
            "until",
            "2999-01-01T00:00",
            "stock",
            "2");
    assertThat(operator.post("/backoffice/rewards/promotions", promotion).statusCode())
        .isEqualTo(303);
    var deals = browsers.guest().with("Accept-Language", "en").get("/deals").body();
    assertThat(deals).contains("A flash sale").contains("data-countdown").contains("2 left");
    assertThat(operator.post("/backoffice/rewards/promotions/end", Map.of("key", key)).statusCode())
        .isEqualTo(303);
    assertThat(browsers.guest().with("Accept-Language", "en").get("/deals").body())
        .doesNotContain("A flash sale");
    assertThat(operator.get("/backoffice/rewards").body()).contains("purchase");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions()
            .setFullPage(true)
            .setPath(Path.of("target", "browser", "regulars-" + name + ".png")));
  }

  private static void signIn(Page page, String email) {
    page.navigate("/sign-in");
    page.locator("#email").fill(email);
    page.locator("#password").fill(PASSWORD);
    page.locator("main form .btn-primary").click();
    assertThat(page.locator("header details.menu")).isVisible();
  }

  private PersonId member(String email, Role... roles) {
    return member(email, Locale.ENGLISH, roles);
  }

  private PersonId member(String email, Locale language, Role... roles) {
    var joined =
        identity.enrol(
            new SignUp("Lin", email, PASSWORD, language, ZoneId.of("Asia/Shanghai")), roles);
    return ((SignUp.Joined) joined).person().id();
  }

  @Test
  void full_pages_and_consoles_fit_a_phone_also_in_the_dark() {
    var offer = market.offer(5, 3500);
    var email = Market.someone();
    var lin = member(email, Locale.SIMPLIFIED_CHINESE, Role.OPERATOR);
    rewards.give(Gift.now(lin, "gift " + lin, 1234, "test", "test", 1));
    market.placed(
        new OrderRequest(
            UUID.randomUUID(),
            lin,
            email,
            "zh-CN",
            "10." + lin,
            List.of(new OrderRequest.Item(offer.id(), 1, null, Map.of())),
            null,
            500));
    var flash =
        new HashMap<>(
            Map.of(
                "key", "dark-" + UUID.randomUUID().toString().substring(0, 8), "titleZh", "周末抢购"));
    flash.putAll(
        Map.of("titleEn", "Weekend", "occasion", "FLASH", "form", "PRICE", "price", "19.9"));
    flash.putAll(
        Map.of("offers", offer.id().toString(), "until", "2999-01-01T00:00", "stock", "2"));
    var operator = browsers.member(Role.OPERATOR);
    assertThat(operator.post("/backoffice/rewards/promotions", flash).statusCode()).isEqualTo(303);
    var tooWide = new ArrayList<String>();
    for (var width : List.of(TestChromium.PHONE, TestChromium.WIDE)) {
      chromium.visit(
          width,
          "zh-CN",
          page -> {
            signIn(page, email);
            page.emulateMedia(
                new Page.EmulateMediaOptions()
                    .setColorScheme(
                        width == TestChromium.PHONE ? ColorScheme.DARK : ColorScheme.LIGHT));
            for (var path :
                List.of(
                    "/o/" + offer.id(),
                    "/my/points",
                    "/my/membership",
                    "/newcomers",
                    "/backoffice/rewards",
                    "/backoffice/rewards/coupons",
                    "/backoffice/rewards/promotions",
                    "/backoffice/rewards/tiers",
                    "/backoffice/rewards/exchange")) {
              page.navigate(path);
              picture(
                  page,
                  "full" + path.replace('/', '-').replaceAll("-o-.*", "-offer") + "-" + width);
              var over =
                  page.evaluate(
                      "document.documentElement.scrollWidth - document.documentElement.clientWidth");
              if (((Number) over).intValue() > 0) {
                tooWide.add(path + " by " + over + " at " + width);
              }
            }
          });
    }
    operator.post("/backoffice/rewards/promotions/end", Map.of("key", flash.get("key")));
    assertThat(tooWide).isEmpty();
  }

  @Test
  void a_shops_points_come_from_what_it_bought_and_end_with_it() {
    var offer = market.offer(9, 3000);
    var desk = ownerOf(offer);
    var path = "/workbench/" + merchants.shop(offer.merchant()).orElseThrow().slug() + "/rewards";
    market.bought(offer, 1);
    var payable = Account.open("payable", offer.merchant().toString(), "CNY");
    Awaitility.await().until(() -> ledger.balanceOf(payable).total() > 0);
    var owed = ledger.balanceOf(payable).total();
    desk.post(path + "/points", Map.of("points", "25", "request", UUID.randomUUID().toString()));
    assertThat(studio.budget(offer.merchant())).isEqualTo(25);
    assertThat(ledger.balanceOf(payable).total()).as("paid from what is owed").isEqualTo(owed - 25);

    var key = "shop-" + UUID.randomUUID().toString().substring(0, 8);
    var rule =
        new HashMap<>(
            Map.of("key", key, "titleZh", "本店送", "titleEn", "From the shop", "points", "10"));
    assertThat(desk.post(path + "/earning", rule).statusCode()).isEqualTo(303);
    assertThat(desk.get(path).body()).contains(key);
    for (int buyer = 1; buyer <= 3; buyer++) {
      var person = new PersonId(UUID.randomUUID());
      var order = market.bought(market.wish(offer.id(), 1, person, Market.someone()));
      var fact = "order " + order.id() + " " + offer.merchant();
      Awaitility.await().until(() -> !rewards.lotsOf(fact).isEmpty());
      var lot = rewards.lotsOf(fact).getFirst();
      assertThat(lot.points()).as("buyer " + buyer).isEqualTo(buyer < 3 ? 10 : 0);
    }
    assertThat(studio.budget(offer.merchant())).isEqualTo(5);
    assertThat(rewards.prove().holds()).isTrue();
  }

  @Test
  void a_shop_changes_no_rule_of_the_platform_nor_of_another_shop() {
    var offer = market.offer(1, 3000);
    var desk = ownerOf(offer);
    var path = "/workbench/" + merchants.shop(offer.merchant()).orElseThrow().slug() + "/rewards";
    var stolen =
        new HashMap<>(Map.of("key", "purchase", "titleZh", "甲", "titleEn", "A", "points", "1000"));
    assertThat(desk.post(path + "/earning", stolen).statusCode()).isEqualTo(422);
    desk.post(path + "/end", Map.of("key", "purchase"));
    assertThat(studio.rules()).anyMatch(one -> one.key().equals("purchase"));
  }

  private TestBrowser ownerOf(Offer offer) {
    var email = Market.someone();
    var joined =
        identity.enrol(
            new SignUp("Hua", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai")),
            Role.MERCHANT);
    merchants.employ(
        offer.merchant(),
        ((SignUp.Joined) joined).person().id(),
        changke.merchants.Clerk.Role.OWNER);
    return browsers.signedIn(email, PASSWORD);
  }
}
