package changke.api.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseTest;
import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.catalog.OfferState;
import changke.identity.Scope;
import changke.orders.Market;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.vault.Vault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@HouseTest
@Import(ApiPrograms.class)
class MerchantApiTest {

  private static final String OFFER =
      """
      {"title":{"zh":"星卡","en":"Star"},"priceMinor":990,"category":"cards","tags":["star"],
       "wholesale":[{"from":10,"unitMinor":900}],
       "inputs":[{"name":"account","label":{"en":"Account"},"kind":"text","required":true}]}
      """;

  @Autowired ApiPrograms programs;
  @Autowired Market market;
  @Autowired Catalog catalog;
  @Autowired Orders orders;
  @Autowired Vault vault;
  @LocalServerPort int port;

  private Offer offer;
  private ApiProgram ming;

  @BeforeEach
  void ming_has_a_program() {
    offer = market.offer(0, 990);
    ming = programs.of(offer.merchant(), Scope.values());
  }

  @Test
  void an_offer_is_written_changed_shown_and_taken_back() {
    var made = ming.send("POST", "/offers", OFFER, "key", UUID.randomUUID());
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.header("Location")).isEqualTo("/api/v1/offers/" + made.text("id"));
    assertThat(made.text("state")).isEqualTo("draft");

    var path = "/offers/" + made.text("id");
    var changed = ming.send("PATCH", path, "{\"version\":1,\"priceMinor\":880,\"wholesale\":[]}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.number("priceMinor")).isEqualTo(880);
    assertThat(changed.json().at("/title/zh").asString()).isEqualTo("星卡");
    assertThat(changed.json().at("/inputs/0/name").asString()).isEqualTo("account");

    for (var move : List.of("list", "pause", "list", "withdraw")) {
      assertThat(ming.send("POST", path + "/" + move, "").status()).isEqualTo(200);
    }
    assertThat(ming.get(path).text("state")).isEqualTo("withdrawn");
    assertThat(ming.send("POST", path + "/list", "").status()).isEqualTo(404);
  }

  @Test
  void two_changes_on_one_version_do_not_swallow_each_other() {
    var path = "/offers/" + offer.id();
    assertThat(ming.send("PATCH", path, "{\"version\":1,\"priceMinor\":1}").status())
        .isEqualTo(200);
    var late = ming.send("PATCH", path, "{\"version\":1,\"priceMinor\":2}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.number("version")).isEqualTo(2);
  }

  @Test
  void what_does_not_fit_is_named_as_a_problem() {
    var unfit = ming.send("POST", "/offers", "{\"title\":{\"en\":\"x\"},\"category\":\"none\"}");
    assertThat(unfit.status()).isEqualTo(422);
    assertThat(unfit.header("Content-Type")).startsWith("application/problem+json");
    assertThat(unfit.json().get("fields").toString()).contains("category", "price");
    assertThat(unfit.text("type")).startsWith("urn:changke:problem:");
    for (var body :
        List.of(
            "{",
            "[]",
            "{\"kind\":\"spoon\",\"title\":{\"en\":\"x\"}}",
            "{\"priceMinor\":\"nine\"}")) {
      var answer = ming.send("POST", "/offers", body);
      assertThat(answer.status()).as(body).isIn(400, 422);
      assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
    var path = "/offers/" + offer.id();
    assertThat(ming.send("PATCH", path, "{\"priceMinor\":1}").json().toString())
        .contains("version");
  }

  @Test
  void cards_come_in_as_json_text_and_csv_with_a_report_line_by_line() {
    var json =
        "[\"J-1\",{\"card\":\"J-2\",\"label\":\"No. 2\",\"expires\":\"2099-12-31\"},\"\",\"J-1\"]";
    var report = ming.put(imported(), "application/json", json);
    assertThat(report.status()).as(report.json().toString()).isEqualTo(200);
    assertThat(report.number("taken")).isEqualTo(2);
    assertThat(report.json().at("/refused/blank").asInt()).isEqualTo(1);
    var refused = ming.get("/imports/" + report.text("id") + "/refused").json().get("items");
    assertThat(refused.toString())
        .isEqualTo(
            "[{\"line\":3,\"reason\":\"blank\",\"firstLine\":null},{\"line\":4,\"reason\":\"twice_in_file\",\"firstLine\":1}]");

    assertThat(ming.put(imported(), "text/plain", "T-1\nJ-1\n").number("taken")).isEqualTo(1);
    assertThat(ming.put(imported(), "text/csv", "card,label\nC-1,x\n").number("taken"))
        .isEqualTo(1);
    assertThat(ming.get("/offers/" + offer.id() + "/stock").number("available")).isEqualTo(4);
    assertThat(ming.get("/imports").json().get("items").size()).isEqualTo(3);
    for (var body :
        List.of("{\"cards\":[]}", "[1]", "[\"a\"", "[{\"card\":{}}]", "[{\"colour\":\"x\"}]", "")) {
      assertThat(ming.put(imported(), "application/json", body).status()).as(body).isEqualTo(400);
    }
    assertThat(ming.put(imported(), "image/png", "x").status()).isEqualTo(415);
  }

  @Test
  void a_hundred_thousand_cards_come_in_one_go_and_again_without_harm() {
    var count = Boolean.getBoolean("changke.long") ? 100_000 : 25_000;
    var path = imported();
    var json =
        numbered(count).map(card -> '"' + card + '"').collect(Collectors.joining(",", "[", "]"));
    assertThat(ming.put(path, "application/json", json).number("taken")).isEqualTo(count);
    assertThat(ming.put(path, "application/json", json).number("taken")).isEqualTo(count);
    assertThat(vault.available(offer.id())).isEqualTo(count);
  }

  @Test
  void an_upload_that_broke_off_goes_on_behind_the_line_where_it_stands() throws Exception {
    var path = imported();
    var cards = numbered(25_000).toList();
    breakOff(path, String.join("\n", cards));
    var id = path.substring("/imports/".length(), path.indexOf('?'));
    await().until(() -> ming.get("/imports/" + id).number("linesRead") == 20_000);
    assertThat(vault.available(offer.id())).isZero();

    var rest = String.join("\n", cards.subList(20_000, 25_000));
    var early = ming.put(path + "&from=10000", "text/plain", rest);
    assertThat(early.status()).isEqualTo(409);
    assertThat(early.number("linesRead")).isEqualTo(20_000);
    assertThat(ming.put(path + "&from=20000", "text/plain", rest).number("taken"))
        .isEqualTo(25_000);
    assertThat(vault.available(offer.id())).isEqualTo(25_000);
  }

  @Test
  void a_file_larger_than_other_bodies_is_put_on_sale() {
    var sold = market.offer(0, 500, Delivery.FILE, 10);
    var wen = programs.of(sold.merchant(), Scope.CARDS_IMPORT, Scope.CARDS_READ);
    var path = "/offers/" + sold.id() + "/file?name=set.zip";
    var content = "x".repeat(3_000_000);
    var kept = wen.put(path, "application/octet-stream", content);
    assertThat(kept.status()).isEqualTo(200);
    assertThat(kept.number("bytes")).isEqualTo(3_000_000);
    assertThat(wen.put(path, "application/octet-stream", "v2").number("version")).isEqualTo(2);
    assertThat(wen.put(path, "application/octet-stream", "").status()).isEqualTo(422);
    assertThat(wen.get("/offers/" + sold.id() + "/stock").json().get("unlimited").asBoolean())
        .isTrue();
    assertThat(ming.put(path, "application/octet-stream", "planted").status()).isEqualTo(404);
  }

  @Test
  void lists_are_walked_by_cursor_and_nothing_is_met_twice() {
    for (int i = 0; i < 6; i++) {
      ming.send("POST", "/offers", OFFER);
    }
    var met = new ArrayList<String>();
    var cursor = "";
    do {
      var page = ming.get("/offers?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.json().get("items").forEach(item -> met.add(item.get("id").asString()));
      cursor = page.json().get("next").isNull() ? "" : page.text("next");
    } while (!cursor.isEmpty());
    assertThat(met).hasSize(7).doesNotHaveDuplicates();
    assertThat(ming.get("/offers?limit=100000").json().get("items").size()).isEqualTo(7);
    assertThat(ming.get("/offers?cursor=nonsense").status()).isIn(400, 404);
  }

  @Test
  void orders_are_seen_with_masked_contacts_and_delivered_by_hand() {
    var service = market.offer(0, 500, Delivery.BY_HAND, 10);
    var wen = programs.of(service.merchant(), Scope.values());
    var order = market.placed(service, 1);
    assertThat(wen.get("/orders").json().get("items").size()).isZero();
    market.pay(order, changke.cashier.Behaviour.HONEST);
    market.until(order, OrderState.DELIVERING);

    var shown = wen.get("/orders").json().at("/items/0");
    assertThat(shown.get("contact").asString()).contains("***").isNotEqualTo(order.email());
    assertThat(shown.toString()).doesNotContain(order.email());
    var path = "/orders/" + order.id() + "/lines/1/deliver";
    assertThat(wen.send("POST", path, "{\"texts\":[]}").status()).isEqualTo(422);
    assertThat(wen.send("POST", path, "{}").status()).isIn(400, 422);
    var done = wen.send("POST", path, "{\"texts\":[\"done for you\"]}", "key", UUID.randomUUID());
    assertThat(done.status()).isEqualTo(200);
    assertThat(done.text("state")).isEqualTo("delivered");
    assertThat(wen.send("POST", path, "{\"texts\":[\"twice\"]}").status()).isEqualTo(409);
    assertThat(orders.find(order.id()).orElseThrow().state()).isEqualTo(OrderState.DELIVERED);
  }

  @Test
  void merchant_a_finds_nothing_of_merchant_b() {
    var service = market.offer(0, 500, Delivery.BY_HAND, 10);
    var order = market.placed(service, 1);
    market.pay(order, changke.cashier.Behaviour.HONEST);
    market.until(order, OrderState.DELIVERING);
    var hers = programs.of(service.merchant(), Scope.values());
    var id = UUID.randomUUID();
    hers.put("/imports/" + id + "?offer=" + service.id(), "text/plain", "HERS\n\n");

    var offers = "/offers/" + service.id();
    for (var path : List.of(offers, offers + "/stock", "/imports/" + id, "/orders/" + order.id())) {
      assertThat(ming.get(path).status()).as(path).isEqualTo(404);
    }
    for (var path :
        List.of("/offers", "/stock", "/imports", "/orders", "/imports/" + id + "/refused")) {
      assertThat(ming.get(path).json().toString())
          .as(path)
          .doesNotContain(service.id().toString(), order.id().toString(), order.number());
    }
    assertThat(ming.get("/imports/" + id + "/refused").json().get("items").size()).isZero();
    for (var move : List.of("/list", "/pause", "/withdraw")) {
      assertThat(ming.send("POST", offers + move, "").status()).isEqualTo(404);
    }
    assertThat(ming.send("PATCH", offers, "{\"version\":1,\"priceMinor\":1}").status())
        .isEqualTo(404);
    var variant = OFFER.replace("{\"title\"", "{\"variantOf\":\"" + service.id() + "\",\"title\"");
    assertThat(ming.send("POST", "/offers", variant).status()).isEqualTo(404);
    assertThat(
            ming.put(
                    "/imports/" + UUID.randomUUID() + "?offer=" + service.id(),
                    "text/plain",
                    "planted")
                .status())
        .isEqualTo(404);
    assertThat(
            ming.put("/imports/" + id + "?offer=" + offer.id(), "text/plain", "HERS\n\n").status())
        .isEqualTo(422);
    assertThat(
            ming.send("POST", "/orders/" + order.id() + "/lines/1/deliver", "{\"texts\":[\"x\"]}")
                .status())
        .isEqualTo(404);
    var after = catalog.offer(service.id()).orElseThrow();
    assertThat(after.version()).isEqualTo(1);
    assertThat(after.state()).isEqualTo(OfferState.LISTED);
    assertThat(orders.find(order.id()).orElseThrow().state()).isEqualTo(OrderState.DELIVERING);
  }

  @Test
  void a_token_opens_only_what_its_scopes_say() {
    var reader = programs.of(offer.merchant(), Scope.OFFERS_READ);
    assertThat(reader.get("/offers").status()).isEqualTo(200);
    assertThat(reader.get("/orders").status()).isEqualTo(403);
    assertThat(reader.send("POST", "/offers", OFFER).status()).isEqualTo(403);
    assertThat(reader.put(imported(), "text/plain", "X").status()).isEqualTo(403);
    assertThat(programs.nobody().get("/offers").status()).isEqualTo(401);
    assertThat(programs.nobody().get("/offers").header("Content-Type"))
        .startsWith("application/problem+json");
    assertThat(vault.available(offer.id())).isZero();
  }

  @Test
  void an_address_that_is_told_what_happens_is_added_and_removed() {
    var body = "{\"url\":\"https://till.example/hooks\",\"kinds\":[\"order.paid\"]}";
    var added = ming.send("POST", "/webhooks", body);
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.text("secret")).startsWith("whsec_");
    assertThat(ming.get("/webhooks").json().toString())
        .contains(added.text("id"), "order.paid")
        .doesNotContain("whsec_");
    var unfit = body.replace("till.example", "127.0.0.1").replace("order.paid", "nothing");
    assertThat(ming.send("POST", "/webhooks", unfit).status()).isEqualTo(422);
    var reader = programs.of(offer.merchant(), Scope.WEBHOOKS_READ);
    assertThat(reader.get("/webhooks").status()).isEqualTo(200);
    assertThat(reader.send("POST", "/webhooks", body).status()).isEqualTo(403);
    assertThat(ming.send("DELETE", "/webhooks/" + added.text("id"), "").status()).isEqualTo(200);
    assertThat(ming.send("DELETE", "/webhooks/" + added.text("id"), "").status()).isEqualTo(404);
  }

  @Test
  void of_many_identical_calls_one_makes_an_offer() throws Exception {
    var key = UUID.randomUUID();
    var calls =
        IntStream.range(0, 30)
            .<Callable<Integer>>mapToObj(
                _ -> () -> ming.send("POST", "/offers", OFFER, "key", key).status())
            .toList();
    try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : crowd.invokeAll(calls)) {
        assertThat(answer.get()).isIn(201, 409);
      }
    }
    assertThat(ming.get("/offers").json().get("items").size()).isEqualTo(2);
    var again = ming.send("POST", "/offers", OFFER, "key", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).endsWith(again.text("id"));
    assertThat(ming.send("POST", "/offers", "{}", "key", key).status()).isEqualTo(422);
  }

  @Test
  void a_token_that_asks_too_much_waits() {
    for (int tries = 0; tries < 3; tries++) {
      programs.exhaust(ming);
      var answer = ming.get("/offers");
      if (answer.status() == 429) {
        assertThat(answer.header("Retry-After")).isNotEmpty();
        return;
      }
    }
    throw new AssertionError("nobody was told to wait");
  }

  @Test
  void a_body_of_any_length_is_not_read_into_memory() {
    assertThat(ming.send("POST", "/offers", "x".repeat((1 << 20) + 1)).status()).isEqualTo(413);
  }

  @Test
  void the_description_says_what_is_answered() {
    var description = programs.nobody().get("/openapi.json").json();
    assertThat(description.get("openapi").asString()).startsWith("3.1");
    var operations = new HashSet<String>();
    description
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(one -> operations.add(one.getValue().get("operationId").asString())));
    assertThat(operations).hasSize(20);
    ming.put(imported(), "text/plain", "A\n\n");
    var checked = new Schemas(description);
    checked.fits("OfferShown", ming.get("/offers/" + offer.id()).json());
    checked.fits("OfferShown", ming.get("/offers").json().at("/items/0"));
    checked.fits("StockShown", ming.get("/stock").json().at("/items/0"));
    var imports = ming.get("/imports").json().at("/items/0");
    checked.fits("ImportShown", imports);
    var refused = ming.get("/imports/" + imports.get("id").asString() + "/refused").json();
    checked.fits("LineRefused", refused.at("/items/0"));
    var order = market.bought(market.offer(1, 100), 1);
    var seller = programs.of(order.lines().getFirst().merchant(), Scope.values());
    checked.fits("OrderShown", seller.get("/orders").json().at("/items/0"));
    checked.fits("Problem", ming.get("/offers/" + UUID.randomUUID()).json());
    checked.everyReferenceLeadsSomewhere();
  }

  private String imported() {
    return "/imports/" + UUID.randomUUID() + "?offer=" + offer.id();
  }

  private static java.util.stream.Stream<String> numbered(int count) {
    return IntStream.range(0, count).mapToObj(i -> "card " + i);
  }

  /// Promises the whole body, sends nine tenths of it and hangs up.
  private void breakOff(String path, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      var head =
          "PUT /api/v1%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n"
              .formatted(path, ming.token(), bytes.length);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes, 0, bytes.length * 9 / 10);
      socket.getOutputStream().flush();
    }
  }
}
