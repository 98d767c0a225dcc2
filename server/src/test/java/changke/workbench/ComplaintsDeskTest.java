package changke.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Merchants;
import changke.orders.Complaining;
import changke.orders.DisputePictures;
import changke.orders.Disputes;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Revealing;
import changke.shared.MerchantId;
import changke.vault.Reader;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// A merchant's own orders and complaints, and nobody else's.
@HouseTest
class ComplaintsDeskTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Identity identity;
  @Autowired Merchants merchants;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Disputes disputes;

  /// Someone with a shop, one offer and a browser.
  private record Keeper(TestBrowser browser, MerchantId shop, String slug, Order sold) {

    String path(String rest) {
      return "/workbench/" + slug + rest;
    }
  }

  @Test
  void a_merchant_answers_and_another_merchant_finds_nothing() throws IOException {
    var ming = keeper();
    var eve = keeper();
    var complaint = complain(ming.sold());
    var picture = disputes.thread(complaint).getFirst().pictures().getFirst();
    var page = ming.path("/complaints/" + complaint);
    assertThat(ming.browser().get(page).body()).contains("it does not work");
    assertThat(ming.browser().get(page).body()).doesNotContain(ming.sold().email());
    var shown = ming.browser().get(page + "/pictures/" + picture);
    assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(shown.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    for (var path :
        List.of(
            "/complaints/" + complaint,
            "/complaints/" + complaint + "/pictures/" + picture,
            "/orders/" + ming.sold().id())) {
      assertThat(eve.browser().get(eve.path(path)).statusCode()).as(path).isEqualTo(404);
      assertThat(eve.browser().get(ming.path(path)).statusCode()).as(path).isEqualTo(404);
    }
    for (var act : List.of("say", "decline", "replace", "refund", "escalate")) {
      var answer =
          eve.browser().post(eve.path("/complaints/" + complaint + "/" + act), Map.of("text", "x"));
      assertThat(answer.statusCode()).as(act).isEqualTo(404);
    }
    assertThat(
            eve.browser()
                .post(eve.path("/orders/" + ming.sold().id() + "/link"), Map.of())
                .statusCode())
        .isEqualTo(404);
    assertThat(
            eve.browser()
                .post(
                    eve.path("/complaints/bulk"),
                    Map.of("ids", complaint.toString(), "act", "refund"))
                .statusCode())
        .isEqualTo(404);
    ming.browser().post(page + "/decline", Map.of("text", "it works here"));
    assertThat(disputes.thread(complaint)).hasSize(2);
    ming.browser()
        .post(ming.path("/complaints/bulk"), Map.of("ids", complaint.toString(), "act", "replace"));
    assertThat(disputes.find(complaint).orElseThrow().open()).isFalse();
    assertThat(ming.browser().get(ming.path("/complaints/list.csv?which=DECIDED")).body())
        .contains("REPLACED")
        .doesNotContain(ming.sold().email());
  }

  @Test
  void orders_are_found_by_number_state_and_day_and_nobody_by_an_address() {
    var ming = keeper();
    var number = ming.sold().number();
    assertThat(ming.browser().get(ming.path("/orders?text=" + number)).body()).contains(number);
    assertThat(ming.browser().get(ming.path("/orders?state=EXPIRED")).body())
        .doesNotContain(number)
        .contains("No order fits");
    assertThat(ming.browser().get(ming.path("/orders?from=2101-01-01")).body())
        .doesNotContain(number);
    assertThat(ming.browser().get(ming.path("/orders?text=" + ming.sold().email())).body())
        .doesNotContain(number);
    var order = ming.browser().get(ming.path("/orders/" + ming.sold().id())).body();
    assertThat(order).contains(number, "***").doesNotContain(ming.sold().email());
    assertThat(ming.browser().get(ming.path("/orders.csv?text=" + number)).body().lines())
        .hasSize(2);
  }

  private UUID complain(Order order) throws IOException {
    var seen = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    var card = seen.lines().getFirst().cards().getFirst().id();
    var open =
        disputes.complain(
            order.id(),
            1,
            card,
            Party.GUEST,
            "it does not work",
            List.of(DisputePictures.withPlace()));
    return ((Complaining.Open) open).complaint().id();
  }

  private Keeper keeper() {
    var email = Market.someone();
    var form = new SignUp("Ming", email, PASSWORD, Locale.ENGLISH, ZoneId.of("Asia/Shanghai"));
    var owner = ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person();
    var offer = market.offer(owner.id(), 3, 990, Delivery.CARDS, 9);
    var slug = merchants.shop(offer.merchant()).orElseThrow().slug();
    return new Keeper(
        browsers.signedIn(email, PASSWORD), offer.merchant(), slug, market.bought(offer, 1));
  }
}
