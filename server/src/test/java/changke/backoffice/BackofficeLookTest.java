package changke.backoffice;

import static changke.storefront.Steps.PASSWORD;
import static changke.storefront.Steps.look;
import static changke.storefront.Steps.signIn;

import changke.HouseTest;
import changke.TestChromium;
import changke.identity.Identity;
import changke.identity.Role;
import changke.identity.SignUp;
import changke.orders.Complaining;
import changke.orders.Disputes;
import changke.orders.Market;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Revealing;
import changke.shared.PersonId;
import changke.vault.Reader;
import changke.webhooks.Adding;
import changke.webhooks.EndpointDraft;
import changke.webhooks.EventKind;
import changke.webhooks.Owner;
import changke.webhooks.Webhooks;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// The operators' pages about orders and people fit a telephone and a wide screen, by day and by
/// night, full and empty.
@HouseTest
class BackofficeLookTest {

  @Autowired TestChromium chromium;
  @Autowired Identity identity;
  @Autowired Market market;
  @Autowired Disputes disputes;
  @Autowired Orders orders;
  @Autowired Webhooks webhooks;

  @Test
  void every_page_about_orders_and_people_fits() {
    var wen = "wen-" + UUID.randomUUID() + "@example.org";
    var operator = person("文静", wen, Role.OPERATOR);
    var order = market.bought(market.offer(3, 990), 2);
    var seen = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    var card = seen.lines().getFirst().cards().getFirst().id();
    var opened = disputes.complain(order.id(), 1, card, Party.GUEST, "卡密无效,提示已使用", List.of());
    var complaint = ((Complaining.Open) opened).complaint();
    var pages = new TreeMap<String, String>();
    pages.put("orders", "orders");
    pages.put("orders-empty", "orders?text=nothing-like-this");
    pages.put("order", "orders/" + order.id());
    pages.put("complaints", "complaints");
    pages.put("complaint", "complaints/" + complaint.id());
    pages.put("merchants", "merchants");
    pages.put("letters", "letters");
    pages.put("people", "people");
    pages.put("people-empty", "people?q=nothing-like-this");
    pages.put("person", "people/" + operator);
    pages.put("operators", "operators");
    pages.put("audit", "audit");
    pages.put("approvals", "approvals");
    pages.put("webhooks", "webhooks");
    pages.put("webhook", "webhooks/" + told(operator));
    chromium.visit(TestChromium.PHONE, "zh-CN", phone -> looked(phone, wen, pages, "phone"));
    chromium.visit(TestChromium.WIDE, "zh-CN", desk -> looked(desk, wen, pages, "wide"));
    chromium.visit(
        TestChromium.PHONE,
        "zh-CN",
        night -> {
          night.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
          looked(night, wen, pages, "dark");
        });
  }

  /// An address where nobody listens, with something that could not be sent there.
  private UUID told(PersonId by) {
    var draft =
        new EndpointDraft("http://127.0.0.1:9/hooks/till", "收银", Set.of(EventKind.ORDER_PAID));
    var added = (Adding.Added) webhooks.add(Owner.PLATFORM, draft, by);
    webhooks.test(Owner.PLATFORM, added.endpoint().id());
    return added.endpoint().id();
  }

  @AfterEach
  void nobody_is_told_any_more() {
    var by = new PersonId(UUID.randomUUID());
    webhooks.of(Owner.PLATFORM).forEach(one -> webhooks.remove(Owner.PLATFORM, one.id(), by));
  }

  private static void looked(Page page, String email, Map<String, String> pages, String how) {
    signIn(page, email);
    pages.forEach((name, path) -> {
      page.navigate("/backoffice/" + path);
      look(page, "backoffice-" + name + "-" + how);
    });
  }

  private PersonId person(String name, String email, Role... roles) {
    var form = new SignUp(name, email, PASSWORD, Locale.CHINA, ZoneId.of("Asia/Shanghai"));
    return ((SignUp.Joined) identity.enrol(form, roles)).person().id();
  }
}
