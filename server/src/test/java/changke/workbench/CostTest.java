package changke.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.catalog.Delivery;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.merchants.Merchants;
import changke.orders.Market;
import changke.shared.Ids;
import changke.vault.CardImport;
import changke.vault.Stocking;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Where cards came from and what they cost is the merchant's own affair.
@HouseTest
class CostTest {

  private static final String PASSWORD = "a door left ajar";

  @Autowired Stocking stocking;
  @Autowired Market market;
  @Autowired Merchants merchants;
  @Autowired Identity identity;
  @Autowired TestBrowser.Maker browsers;
  @Autowired Ids ids;

  @Test
  void an_import_tells_its_source_and_what_a_card_cost_to_its_merchant_alone() throws Exception {
    var email = Market.someone();
    var form = new SignUp("Ming", email, PASSWORD, Locale.ENGLISH, ZoneId.of("UTC"));
    var ming = ((SignUp.Joined) identity.enrol(form, Role.MERCHANT)).person().id();
    var offer = market.offer(ming, 0, 990, Delivery.CARDS, 9);
    var id = ids.next();
    var cards = new ByteArrayInputStream("C-1\nC-2\n".getBytes(StandardCharsets.UTF_8));
    stocking.take(CardImport.lines(id, offer.merchant(), offer.id(), ming, "Wholesaler Wu"), cards);
    var desk = browsers.signedIn(email, PASSWORD);
    var path = "/workbench/" + merchants.shop(offer.merchant()).orElseThrow().slug() + "/imports/";
    assertThat(desk.get(path + id).body()).contains("Wholesaler Wu").doesNotContain("8.70");
    desk.post(path + id + "/cost", Map.of("cost", "1.20"));
    assertThat(desk.get(path + id).body()).contains("CN¥1.20", "CN¥8.70");
    for (var unfit : new String[] {"-1", "1.234", "1e9", "many"}) {
      desk.post(path + id + "/cost", Map.of("cost", unfit));
      assertThat(stocking.report(offer.merchant(), id).orElseThrow().unitCostMinor())
          .as(unfit)
          .isEqualTo(120);
    }
    var other = browsers.member(Role.MERCHANT);
    assertThat(other.post(path + id + "/cost", Map.of("cost", "9")).statusCode()).isEqualTo(404);
    desk.post(path + id + "/cost", Map.of("cost", ""));
    assertThat(stocking.report(offer.merchant(), id).orElseThrow().unitCostMinor()).isNull();
  }
}
