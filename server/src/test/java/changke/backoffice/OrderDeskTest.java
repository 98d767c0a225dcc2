package changke.backoffice;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestBrowser;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.identity.Role;
import changke.merchants.Merchants;
import changke.orders.Complaining;
import changke.orders.Disputes;
import changke.orders.Market;
import changke.orders.Order;
import changke.orders.OrderRequest;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.orders.Party;
import changke.orders.Revealing;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.vault.Reader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Operators look after orders and complaints of everybody.
@HouseTest
class OrderDeskTest {

  private static final String LIST = "/backoffice/orders";

  @Autowired TestBrowser.Maker browsers;
  @Autowired Market market;
  @Autowired Orders orders;
  @Autowired Disputes disputes;
  @Autowired Merchants merchants;
  @Autowired Ids ids;

  private TestBrowser root;

  @BeforeEach
  void operator() {
    root = browsers.member(Role.OPERATOR);
  }

  @Test
  void the_story_of_an_order_names_sides_in_words() {
    var order = market.bought(market.offer(1, 990), 1);
    orders.takeBack(order.id(), java.util.Set.of(), "the maker withdrew it");
    var page = root.get(LIST + "/" + order.id()).body();
    assertThat(page).contains("the maker withdrew it", "· Changke").doesNotContain("· house");
  }

  @Test
  void an_order_is_found_by_number_mail_person_state_shop_and_day() {
    var offer = market.offer(5, 990);
    var shop = merchants.shop(offer.merchant()).orElseThrow().slug();
    var liu = new PersonId(ids.next());
    var mine = market.bought(market.wish(offer.id(), 1, liu, Market.someone()));
    var other = market.placed(offer, 1);
    assertThat(found("text=" + mine.number().toLowerCase(java.util.Locale.ROOT), mine)).isTrue();
    assertThat(found("text=" + mine.number(), other)).isFalse();
    assertThat(found("text=" + encode(mine.email().toUpperCase(java.util.Locale.ROOT)), mine))
        .isTrue();
    assertThat(found("text=" + encode(other.email()), mine)).isFalse();
    assertThat(found("text=" + liu, mine)).isTrue();
    assertThat(found("shop=" + shop, mine)).isTrue();
    assertThat(found("shop=" + shop, other)).isTrue();
    assertThat(found("shop=" + shop + "&state=DELIVERED", mine)).isTrue();
    assertThat(found("shop=" + shop + "&state=DELIVERED", other)).isFalse();
    var day = LocalDate.ofInstant(mine.placedAt(), ZoneId.of("Asia/Shanghai"));
    assertThat(found("shop=" + shop + "&from=" + day + "&to=" + day, mine)).isTrue();
    assertThat(found("shop=" + shop + "&from=" + day.plusDays(1), mine)).isFalse();
    assertThat(found("shop=" + shop + "&to=" + day.minusDays(1), mine)).isFalse();
    assertThat(root.get(LIST + "?text=" + encode("nobody@nowhere.example")).body())
        .contains("No order fits");
    var csv = root.get(LIST + "/list.csv?text=" + liu);
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
    assertThat(csv.body().lines()).hasSize(2).anyMatch(line -> line.startsWith(mine.number()));
  }

  @Test
  void one_page_tells_everything_that_happened_and_why() {
    var order = market.bought(market.offer(2, 990), 1);
    var complaint = complain(order);
    disputes.escalate(complaint, Party.merchant(new PersonId(ids.next())), "look");
    root.post(LIST + "/" + order.id() + "/link", Map.of());
    var returned =
        root.post(
            LIST + "/" + order.id() + "/return",
            Map.of("positions", "1", "why", "the shop has closed"));
    assertThat(returned.statusCode()).isEqualTo(303);
    market.until(order, OrderState.REFUNDED);
    var page = root.get(LIST + "/" + order.id()).body();
    assertThat(page)
        .contains("Guest with the link")
        .contains("卡密已送达", "你的订单 ", order.email())
        .contains("A complaint waits for your decision")
        .contains("the shop has closed")
        .contains("Operators called", "Refunded", "Complaint: money back")
        .contains("paid ");
    assertThat(page).doesNotContain("card " + order.lines().getFirst().hold());
  }

  @Test
  void a_bulk_act_is_shown_before_it_is_done() {
    var byHand = market.offer(0, 990, Delivery.BY_HAND, 9);
    var first = working(byHand);
    var second = working(byHand);
    var fields = Map.of("ids", first.id() + "," + second.id(), "act", "refund");
    assertThat(root.post(LIST + "/bulk", fields).body())
        .contains(first.number(), second.number(), "name=\"why\"");
    assertThat(market.now(first).state()).isEqualTo(OrderState.DELIVERING);
    root.post(
        LIST + "/bulk/do",
        Map.of("ids", first.id() + "," + second.id(), "act", "refund", "why", "promise broken"));
    market.until(first, OrderState.REFUNDED);
    market.until(second, OrderState.REFUNDED);
    assertThat(orders.timeline(first.id()))
        .anyMatch(step -> "promise broken".equals(step.note()) && step.party() != null);
    var delivered = market.bought(market.offer(1, 990), 1);
    root.post(
        LIST + "/bulk/do", Map.of("ids", delivered.id() + "," + first.id(), "act", "complete"));
    assertThat(market.now(delivered).state()).isEqualTo(OrderState.COMPLETED);
    assertThat(market.now(first).state()).isEqualTo(OrderState.REFUNDED);
  }

  @Test
  void the_queue_of_complaints_is_searched_decided_and_taken_away() {
    var offer = market.offer(4, 990);
    var first = market.bought(offer, 1);
    var second = market.bought(offer, 1);
    var ming = Party.merchant(new PersonId(ids.next()));
    var one = complain(first);
    var two = complain(second);
    disputes.escalate(one, ming, "");
    disputes.escalate(two, ming, "");
    var queue = root.get("/backoffice/complaints?text=" + first.number()).body();
    assertThat(queue).contains(one.toString()).doesNotContain(two.toString());
    root.post("/backoffice/complaints/" + one + "/reject", Map.of("text", "it was used"));
    assertThat(disputes.find(one).orElseThrow().decidedBy()).startsWith("operator ");
    root.post("/backoffice/complaints/bulk", Map.of("ids", two.toString(), "act", "replace"));
    assertThat(root.get("/backoffice/complaints?which=DECIDED&text=" + second.number()).body())
        .contains("Replaced");
    assertThat(
            root.get("/backoffice/complaints/list.csv?which=DECIDED&text=" + first.number()).body())
        .contains("REJECTED", first.email());
  }

  private boolean found(String query, Order order) {
    return root.get(LIST + "?" + query).body().contains("value=\"" + order.id() + "\"");
  }

  private UUID complain(Order order) {
    var seen = (Revealing.Revealed) orders.reveal(order.id(), Reader.guest(order.id()));
    var card = seen.lines().getFirst().cards().getFirst().id();
    var open = disputes.complain(order.id(), 1, card, Party.GUEST, "bad", List.of());
    return ((Complaining.Open) open).complaint().id();
  }

  private Order working(Offer offer) {
    var wish =
        new OrderRequest(
            UUID.randomUUID(),
            null,
            Market.someone(),
            "en",
            "10.1." + ids.next(),
            List.of(OrderRequest.Item.of(offer.id(), 1)));
    var order = market.placed(wish);
    market.pay(order, changke.cashier.Behaviour.HONEST);
    return market.until(order, OrderState.DELIVERING);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
