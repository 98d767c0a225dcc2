package changke.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.TestBrowser;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.shared.PersonId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Webhooks in both consoles, and what a shop does to many orders at once.
@HouseTest
class WebhookPagesTest {

  private static final String PASSWORD = "a door left ajar";
  private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=&;#]+");
  private static final Pattern DELIVERY = Pattern.compile("/deliveries/([0-9a-f-]{36})");

  @Autowired TestBrowser.Maker browsers;
  @Autowired Identity identity;
  @Autowired Merchants merchants;
  @Autowired Webhooks webhooks;
  @Autowired Market market;
  @Autowired Orders orders;

  private final Receiver receiver = new Receiver();
  private PersonId ming;
  private TestBrowser browser;

  @BeforeEach
  void ming_has_a_shop() {
    var mail = "ming" + UUID.randomUUID() + "@shop.example";
    ming = person(mail);
    browser = browsers.signedIn(mail, PASSWORD);
  }

  @AfterEach
  void the_receiver_goes() {
    receiver.close();
    webhooks.of(Owner.PLATFORM).forEach(one -> webhooks.remove(Owner.PLATFORM, one.id(), ming));
  }

  @Test
  void an_owner_adds_tries_sends_again_and_takes_away() {
    var offer = market.offer(ming, 3, 990, Delivery.CARDS, 10);
    var path = "/workbench/" + slug(offer) + "/webhooks";
    var owner = Owner.shop(offer.merchant());
    assertThat(browser.get(path).body()).contains("class=\"empty\"");
    assertThat(
            browser
                .post(path, Map.of("url", "http://10.0.0.1/", "kind", "order.paid"))
                .statusCode())
        .isEqualTo(422);
    var added = browser.post(path, Map.of("url", receiver.url(), "kind", "order.paid"));
    assertThat(SECRET.matcher(added.body()).find()).isTrue();
    var one = path + "/" + webhooks.of(owner).getFirst().id();
    assertThat(browser.get(one).body()).doesNotContain("whsec_");
    assertThat(browser.get(path).body()).doesNotContain("whsec_").contains(one);
    browser.post(one + "/test", Map.of());
    await().atMost(Duration.ofSeconds(10)).until(() -> receiver.got.size() == 1);
    await().atMost(Duration.ofSeconds(5)).until(() -> browser.get(one).body().contains("Accepted"));
    var found = DELIVERY.matcher(browser.get(one).body());
    assertThat(found.find()).isTrue();
    var delivery = one + "/deliveries/" + found.group(1);
    assertThat(browser.get(delivery).body()).contains(receiver.got.getFirst().id(), "204");
    browser.post(delivery + "/replay", Map.of());
    await().atMost(Duration.ofSeconds(10)).until(() -> receiver.got.size() == 2);
    assertThat(
            browser.post(one + "/replay", Map.of("since", LocalDate.EPOCH.toString())).statusCode())
        .isEqualTo(303);
    assertThat(browser.post(one + "/replay", Map.of("since", "soon")).statusCode()).isEqualTo(303);
    assertThat(SECRET.matcher(browser.post(one + "/rotate", Map.of()).body()).find()).isTrue();
    browser.post(one + "/off", Map.of());
    assertThat(browser.get(one).body()).contains("Switched off since");
    browser.post(one + "/on", Map.of());
    browser.post(one, Map.of("url", receiver.url(), "note", "till", "kind", "stock.low"));
    assertThat(webhooks.of(owner).getFirst().kinds()).containsExactly(EventKind.STOCK_LOW);
    browser.post(one + "/remove", Map.of());
    assertThat(webhooks.of(owner)).isEmpty();
  }

  @Test
  void a_clerk_looks_and_a_stranger_finds_nothing() {
    var offer = market.offer(ming, 1, 990, Delivery.CARDS, 10);
    var path = "/workbench/" + slug(offer) + "/webhooks";
    browser.post(path, Map.of("url", receiver.url(), "kind", "order.paid"));
    var one = path + "/" + webhooks.of(Owner.shop(offer.merchant())).getFirst().id();
    var mail = "yan" + UUID.randomUUID() + "@shop.example";
    var yan = person(mail);
    var other = browsers.signedIn(mail, PASSWORD);
    assertThat(other.get(path).statusCode()).isEqualTo(404);
    merchants.employ(offer.merchant(), yan, Clerk.Role.CLERK);
    assertThat(other.get(one).statusCode()).isEqualTo(200);
    assertThat(other.post(one + "/test", Map.of()).statusCode()).isEqualTo(303);
    for (var act : new String[] {"/rotate", "/off", "/remove", ""}) {
      assertThat(other.post(one + act, Map.of("url", receiver.url())).statusCode())
          .as(act)
          .isEqualTo(403);
    }
    var strange = market.offer(yan, 0, 990, Delivery.CARDS, 10);
    var theirs = "/workbench/" + slug(strange) + "/webhooks" + one.substring(one.lastIndexOf('/'));
    assertThat(other.get(theirs).statusCode()).isEqualTo(404);
    assertThat(other.post(theirs + "/test", Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void an_operator_who_may_change_settings_has_the_platforms() {
    var root = browsers.member(Role.OPERATOR);
    var path = "/backoffice/webhooks";
    assertThat(browsers.operatorWithoutRights().get(path).statusCode()).isEqualTo(403);
    var added = root.post(path, Map.of("url", receiver.url(), "kind", "order.paid"));
    assertThat(SECRET.matcher(added.body()).find()).isTrue();
    market.bought(market.offer(1, 990), 1);
    await().atMost(Duration.ofSeconds(10)).until(() -> !receiver.of("order.paid").isEmpty());
    assertThat(root.get(path).body()).contains(receiver.url().split("\\?")[0]);
  }

  @Test
  void a_shop_does_the_same_to_many_of_its_orders_and_to_no_others() {
    var offer = market.offer(ming, 0, 990, Delivery.BY_HAND, 10);
    var foreign = market.offer(0, 990, Delivery.BY_HAND, 10);
    var first = market.placed(offer, 1);
    var theirs = market.placed(foreign, 1);
    for (var order : java.util.List.of(first, theirs)) {
      market.pay(order, changke.cashier.Behaviour.HONEST);
      market.until(order, OrderState.DELIVERING);
    }
    var path = "/workbench/" + slug(offer) + "/orders";
    assertThat(browser.get(path).body()).contains("name=\"ids\"");
    var shown =
        browser.post(
            path + "/bulk", Map.of("ids", first.id() + "," + theirs.id(), "act", "refund"));
    assertThat(shown.body())
        .contains(first.number())
        .doesNotContain(theirs.number(), first.email());
    var ids = Map.of("ids", first.id() + "," + theirs.id(), "act", "refund");
    browser.post(path + "/bulk/do", ids);
    assertThat(market.now(first).state()).as("without a reason").isEqualTo(OrderState.DELIVERING);
    var withReason = new java.util.HashMap<>(ids);
    withReason.put("why", "ill today");
    browser.post(path + "/bulk/do", withReason);
    market.until(first, OrderState.REFUNDED);
    assertThat(market.now(theirs).state()).isEqualTo(OrderState.DELIVERING);
    assertThat(
            browser
                .post(path + "/bulk", Map.of("ids", first.id().toString(), "act", "complete"))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void the_way_in_does_not_lead_back_to_itself() {
    var guest = browsers.guest();
    var page = guest.get("/sign-in?to=%2Fmy%2Fwallet%3Fpage%3D2").body();
    assertThat(page).contains("/sign-in?to=%2Fmy%2Fwallet%3Fpage%3D2").doesNotContain("sign-in%3F");
    assertThat(guest.get("/sign-up").body()).doesNotContain("to=%2Fsign-");
  }

  private String slug(Offer offer) {
    return merchants.shop(offer.merchant()).orElseThrow().slug();
  }

  private PersonId person(String mail) {
    var form = new SignUp("Ming", mail, PASSWORD, Locale.ENGLISH, ZoneId.of("UTC"));
    return ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
  }
}
