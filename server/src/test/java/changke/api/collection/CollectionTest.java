package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Rejection;
import changke.activity.Source;
import changke.activity.Sources;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/// Segment's tracking API as the protocol page says it, sentence by sentence.
@HouseTest
class CollectionTest {

  @Autowired Sender sender;
  @Autowired Sources sources;
  @Autowired ApplicationContext context;

  private static String track(String event, String id) {
    return "{\"type\":\"track\",\"event\":\"%s\",\"userId\":\"u1\",\"messageId\":\"%s\"}"
        .formatted(event, id);
  }

  private static String batch(String... items) {
    return "{\"batch\":[" + String.join(",", items) + "]}";
  }

  private static void assertTaken(HttpResponse<String> answer) {
    assertThat(answer.body()).isEqualTo("{\"success\":true}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/v1/import", "/v1/import/", "/v1/b"})
  void a_batch_is_taken_on_all_its_paths(String path) {
    var server = sender.server();
    assertTaken(sender.post(server, path, batch(track("One", "m1"), track("Two", "m2"))));
    assertThat(sender.kinds(server)).containsExactly("One", "Two");
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/t,Tried", "/v1/track,Tried", "/v1/i,Identified", "/v1/identify,Identified",
    "/v1/p,Page Viewed", "/v1/page,Page Viewed", "/v1/s,Screen Viewed", "/v1/screen,Screen Viewed",
    "/v1/g,Grouped", "/v1/group,Grouped", "/v1/a,Aliased", "/v1/alias,Aliased"
  })
  void a_single_item_is_taken_under_short_and_long_names(String path, String kind) {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            path,
            "{\"event\":\"Tried\",\"userId\":\"u1\",\"previousId\":\"p\",\"messageId\":\"x\"}"));
    assertThat(sender.kinds(server)).containsExactly(kind);
  }

  @Test
  void measures_of_the_programs_are_accepted_and_dropped() {
    assertTaken(sender.post("/v1/m", "{\"series\":[]}"));
  }

  @Test
  void settings_name_one_integration_and_nothing_else() {
    var site = sender.browser();
    var answer = sender.send("GET", "/v1/projects/" + site.key() + "/settings", new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    var host = sender.address().substring("http://".length());
    assertThat(answer.body())
        .startsWith("{\"integrations\":{\"Segment.io\":{")
        .contains("\"apiKey\":\"" + site.key() + "\"")
        .contains("\"apiHost\":\"" + host + "/v1\"")
        .contains("\"protocol\":\"http\"")
        .endsWith("}}}");
    var unknown = sender.send("GET", "/v1/projects/nobody/settings", new byte[0]);
    assertThat(unknown.statusCode()).isEqualTo(404);
    var secret =
        sender.send("GET", "/v1/projects/" + sender.server().key() + "/settings", new byte[0]);
    assertThat(secret.statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/batch", "/v1/t", "/v1/m", "/v1/projects/k/settings", "/v1/import/"})
  void preflight_is_answered_on_all(String path) {
    var answer =
        sender.send(
            "OPTIONS",
            path,
            new byte[0],
            "Origin",
            "https://shop.example",
            "Access-Control-Request-Method",
            "POST",
            "Access-Control-Request-Headers",
            "content-type");
    assertThat(answer.statusCode()).isBetween(200, 204);
    var headers = answer.headers();
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example");
    assertThat(headers.firstValue("Access-Control-Allow-Methods")).hasValue("POST, GET, OPTIONS");
    assertThat(headers.firstValue("Access-Control-Allow-Headers"))
        .hasValue("authorization, content-type, x-retry-count");
    assertThat(headers.firstValue("Access-Control-Max-Age")).hasValue("7200");
    assertThat(headers.firstValue("Access-Control-Expose-Headers")).hasValue("Retry-After");
  }

  @Test
  void answers_to_other_origins_carry_theirs() {
    var answer =
        sender.post("/v1/t", "{", "Origin", "https://shop.example", "Content-Type", "text/plain");
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://shop.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/json",
        "application/x-www-form-urlencoded",
        "image/png"
      })
  void json_is_json_whatever_the_content_type_says(String type) {
    var server = sender.server();
    assertTaken(
        sender.post(
            "/v1/t",
            "{\"event\":\"Typed\",\"userId\":\"u\",\"writeKey\":\"" + server.key() + "\"}",
            "Content-Type",
            type));
    assertThat(sender.kinds(server)).containsExactly("Typed");
  }

  @Test
  void packed_bodies_are_unpacked_said_or_not() {
    var server = sender.server();
    var login = Sender.basic(server.key());
    assertTaken(
        sender.send(
            "POST",
            "/v1/batch",
            Sender.gzip(batch(track("Packed", "g1"))),
            "Authorization",
            login,
            "Content-Encoding",
            "gzip"));
    assertTaken(
        sender.send(
            "POST",
            "/v1/batch",
            Sender.gzip(batch(track("Silent", "g2"))),
            "Authorization",
            login));
    assertThat(sender.kinds(server)).containsExactly("Packed", "Silent");
    var broken =
        sender.send(
            "POST",
            "/v1/batch",
            new byte[] {1, 2, 3},
            "Authorization",
            login,
            "Content-Encoding",
            "gzip");
    assertThat(broken.statusCode()).isEqualTo(400);
  }

  @Test
  void four_megabytes_are_taken_and_only_the_hard_limit_is_413() {
    var server = sender.server();
    var filler = "\"" + "x".repeat(20_000) + "\"";
    var items =
        IntStream.range(0, 209)
            .mapToObj(i ->
                "{\"type\":\"track\",\"event\":\"Big\",\"userId\":\"u\",\"messageId\":\"b"
                    + i
                    + "\",\"properties\":{\"f\":"
                    + filler
                    + "}}")
            .toArray(String[]::new);
    var body = batch(items);
    assertThat(body.length()).isGreaterThan(4 << 20);
    assertTaken(sender.post(server, "/v1/batch", body));
    assertThat(sender.kinds(server)).hasSize(209);
    var huge = " ".repeat(Bodies.LARGEST + 1);
    assertThat(sender.post(server, "/v1/batch", huge).statusCode()).isEqualTo(413);
    var bomb =
        sender.send(
            "POST",
            "/v1/batch",
            Sender.gzip(" ".repeat(50_000_000)),
            "Authorization",
            Sender.basic(server.key()),
            "Content-Encoding",
            "gzip");
    assertThat(bomb.statusCode()).isEqualTo(413);
  }

  @Test
  void only_what_cannot_be_parsed_is_400() {
    var server = sender.server();
    for (var body :
        new String[] {
          "", "{", "nonsense", "[1]", "{\"batch\":[}", "{}{}", "null", "{'batch':[]}"
        }) {
      assertThat(sender.post(server, "/v1/batch", body).statusCode()).as(body).isEqualTo(400);
    }
    for (var body : new String[] {"{}", "{\"batch\":[]}", "{\"batch\":7}", "{\"batch\":{}}"}) {
      assertTaken(sender.post(server, "/v1/batch", body));
    }
    assertThat(sender.kinds(server)).isEmpty();
  }

  @Test
  void invalid_utf8_is_unparseable() {
    var server = sender.server();
    var body = batch(track("Bad", "b")).getBytes(StandardCharsets.UTF_8);
    for (var bad :
        new byte[][] {
          {(byte) 0xFF}, {(byte) 0xC0, (byte) 0x80}, {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
        }) {
      var spoilt = body.clone();
      System.arraycopy(bad, 0, spoilt, 30, bad.length);
      var answer =
          sender.send("POST", "/v1/batch", spoilt, "Authorization", Sender.basic(server.key()));
      assertThat(answer.statusCode()).isEqualTo(400);
    }
    assertThat(sender.kinds(server)).isEmpty();
  }

  @Test
  void an_item_that_cannot_be_taken_is_rejected_alone_and_logged() {
    var server = sender.server();
    var deep = "{\"a\":".repeat(1000) + "1" + "}".repeat(1000);
    var answer =
        sender.post(
            server,
            "/v1/batch",
            batch(
                track("First", "f1"),
                "{\"type\":\"track\",\"event\":\"Fat\",\"userId\":\"u\",\"properties\":{\"x\":\""
                    + "y".repeat(40_000)
                    + "\"}}",
                "{\"type\":\"track\",\"event\":\"Deep\",\"userId\":\"u\",\"properties\":"
                    + deep
                    + "}",
                "{\"type\":\"track\",\"event\":\"Nobody\",\"userId\":null,\"anonymousId\":\"\"}",
                "{\"event\":\"No type\",\"userId\":\"u\"}",
                "{\"type\":\"dance\",\"userId\":\"u\"}",
                "{\"type\":\"track\",\"userId\":\"u\"}",
                "7",
                "null",
                "[[1]]",
                track("Last", "l1")));
    assertTaken(answer);
    assertThat(sender.kinds(server)).containsExactly("First", "Last");
    var log = sources.rejections(server.source().id(), 20, 0);
    assertThat(
            log.stream().collect(Collectors.groupingBy(Rejection::reason, Collectors.counting())))
        .containsEntry(Rejection.Reason.TOO_LARGE, 1L)
        .containsEntry(Rejection.Reason.TOO_DEEP, 1L)
        .containsEntry(Rejection.Reason.NO_PERSON, 1L)
        .containsEntry(Rejection.Reason.NO_TYPE, 2L)
        .containsEntry(Rejection.Reason.NO_NAME, 1L)
        .containsEntry(Rejection.Reason.NOT_AN_OBJECT, 3L);
  }

  @Test
  void an_item_may_be_64_levels_deep_and_no_more() {
    var server = sender.server();
    for (int levels : new int[] {62, 63, 64}) {
      // The item itself is one level and its properties are the others.
      var nested = "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"event\":\"L" + levels + "\",\"userId\":\"u\",\"properties\":" + nested + "}"));
    }
    assertThat(sender.kinds(server)).containsExactly("L62", "L63");
  }

  @Test
  void depth_hidden_in_what_nobody_reads_counts_too() {
    var server = sender.server();
    var deep = "[".repeat(1000) + "]".repeat(1000);
    for (var member : new String[] {"integrations", "event", "extra", "context"}) {
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"userId\":\"u\",\"event\":\"E\",\"" + member + "\":" + deep + "}"));
    }
    assertThat(sender.kinds(server)).isEmpty();
    assertThat(sources.rejections(server.source().id(), 9, 0)).hasSize(4);
  }

  @Test
  void what_postgres_would_not_have_spoils_no_neighbour() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/batch",
            batch(
                track("Zero\\u0000", "z\\u0000"),
                "{\"type\":\"track\",\"event\":\"Half \\ud800 pair\",\"userId\":\"\\udfff\",\"properties\":{\"\\u0000\":\"\\ud83d\",\"n\":1e999999,\"m\":-12.50,\"big\":"
                    + "9".repeat(500)
                    + "}}",
                track("Fine 门 \\ud83c\\udf81", "f"))));
    assertThat(sender.kinds(server)).containsExactly("Zero\uFFFD", "Half \uFFFD pair", "Fine 门 🎁");
    assertThat(sources.rejections(server.source().id(), 9, 0)).isEmpty();
  }

  @Test
  void the_key_may_come_as_basic_login_in_the_body_or_as_bearer() {
    var server = sender.server();
    var item = "{\"event\":\"K\",\"userId\":\"u\"";
    assertTaken(sender.post(server, "/v1/t", item + "}"));
    assertTaken(sender.post("/v1/t", item + ",\"writeKey\":\"" + server.key() + "\"}"));
    assertTaken(sender.post("/v1/t", item + "}", "Authorization", "Bearer " + server.key()));
    assertTaken(sender.post(server, "/v1/t", item + ",\"writeKey\":\"" + server.key() + "\"}"));
    assertTaken(
        sender.post(
            "/v1/b",
            "{\"batch\":["
                + item
                + ",\"type\":\"track\"}],\"writeKey\":\""
                + server.key()
                + "\"}"));
    assertThat(sender.kinds(server)).hasSize(5);
  }

  @Test
  void no_key_a_wrong_key_and_two_keys_are_401() {
    var one = sender.server();
    var other = sender.server();
    var item = "{\"event\":\"K\",\"userId\":\"u\"}";
    assertThat(sender.post("/v1/t", item).statusCode()).isEqualTo(401);
    assertThat(sender.post("/v1/t", item, "Authorization", "Bearer nope").statusCode())
        .isEqualTo(401);
    assertThat(sender.post("/v1/t", item, "Authorization", "Basic %%%").statusCode())
        .isEqualTo(401);
    var two =
        sender.post(
            one,
            "/v1/t",
            "{\"event\":\"K\",\"userId\":\"u\",\"writeKey\":\"" + other.key() + "\"}");
    assertThat(two.statusCode()).isEqualTo(401);
    assertThat(sender.kinds(one)).isEmpty();
    assertThat(sender.kinds(other)).isEmpty();
  }

  @Test
  void an_old_key_goes_on_after_a_rotation_until_it_is_revoked() throws Exception {
    var server = sender.server();
    var fresh = sources.rotate(server.source().id()).orElseThrow();
    var item = "{\"event\":\"K\",\"userId\":\"u\"}";
    assertTaken(sender.post(server, "/v1/t", item));
    assertTaken(sender.post(fresh, "/v1/t", item));
    var keys = sources.keysOf(server.source().id());
    assertThat(keys).hasSize(2).allMatch(key -> key.shown().isEmpty());
    sources.revoke(server.source().id(), keys.getLast().id());
    awaitStatus(server, item, 401);
    assertTaken(sender.post(fresh, "/v1/t", item));
    sources.close(server.source().id());
    awaitStatus(fresh, item, 401);
  }

  private void awaitStatus(Sources.Opened to, String item, int status) throws InterruptedException {
    int got = 0;
    for (int tries = 0; tries < 60 && got != status; tries++) {
      TimeUnit.MILLISECONDS.sleep(100);
      got = sender.post(to, "/v1/t", item).statusCode();
    }
    assertThat(got).isEqualTo(status);
  }

  @Test
  void the_same_message_is_written_once_and_the_first_wins() {
    var server = sender.server();
    assertTaken(
        sender.post(server, "/v1/batch", batch(track("First", "same"), track("Inside", "same"))));
    assertTaken(sender.post(server, "/v1/t", track("Second", "same")));
    assertThat(sender.kinds(server)).containsExactly("First");
    var other = sender.server();
    assertTaken(sender.post(other, "/v1/t", track("Elsewhere", "same")));
    assertThat(sender.kinds(other)).containsExactly("Elsewhere");
  }

  @Test
  void without_a_message_id_every_item_counts() {
    var server = sender.server();
    for (int i = 0; i < 2; i++) {
      assertTaken(sender.post(server, "/v1/t", "{\"event\":\"E\",\"userId\":\"u\"}"));
    }
    assertThat(sender.kinds(server)).hasSize(2);
  }

  @Test
  void a_clock_that_is_years_off_is_corrected_by_when_it_was_sent() {
    var server = sender.server();
    for (var year : new String[] {"2001", "2055"}) {
      assertTaken(
          sender.post(
              server,
              "/v1/t",
              "{\"event\":\"E\",\"userId\":\"u\",\"timestamp\":\"%s-03-01T10:00:00.000Z\",\"sentAt\":\"%s-03-01T10:05:00.000Z\"}"
                  .formatted(year, year)));
      assertThat(sender.age(server)).isBetween(Duration.ofSeconds(299), Duration.ofSeconds(330));
      assertThat(sender.said(server, "clock")).isEqualTo("corrected");
    }
  }

  @Test
  void a_clock_more_than_a_day_ahead_is_set_to_ours_and_marked() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/t",
            "{\"event\":\"E\",\"userId\":\"u\",\"timestamp\":\"2099-01-01T00:00:00Z\"}"));
    assertThat(sender.age(server).abs()).isLessThan(Duration.ofSeconds(30));
    assertThat(sender.said(server, "clock")).isEqualTo("ahead");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"timestamp\":\"soon\",",
        "\"timestamp\":\"+999999999-12-31T00:00:00Z\",\"sentAt\":\"-999999999-01-01T00:00:00Z\",",
        "\"timestamp\":null,"
      })
  void no_readable_timestamp_means_the_servers_time(String timestamp) {
    var server = sender.server();
    assertTaken(
        sender.post(server, "/v1/t", "{" + timestamp + "\"event\":\"E\",\"userId\":\"u\"}"));
    assertThat(sender.age(server).abs()).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void the_context_of_a_batch_is_merged_into_its_items() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/batch",
            "{\"batch\":["
                + "{\"type\":\"track\",\"event\":\"E\",\"userId\":\"u\",\"context\":{\"locale\":\"zh-CN\",\"ip\":\"10.1.2.3\"}}],"
                + "\"context\":{\"locale\":\"en\",\"library\":{\"name\":\"x\"}}}"));
    assertThat(sender.said(server, "context", "locale")).isEqualTo("zh-CN");
    assertThat(sender.said(server, "context", "library", "name")).isEqualTo("x");
    assertThat(sender.said(server, "context")).doesNotContain("10.1.2.3");
  }

  @Test
  void names_of_google_analytics_become_ours() {
    var server = sender.open(Source.Kind.SERVER, true, false);
    assertTaken(
        sender.post(
            server,
            "/v1/t",
            "{\"event\":\"purchase\",\"userId\":\"u\",\"properties\":{\"transaction_id\":\"T1\",\"currency\":\"CNY\",\"value\":19.90,\"items\":[{\"item_id\":\"s1\",\"item_name\":\"门\"}]}}"));
    assertThat(sender.kinds(server)).containsExactly("Order Completed");
    assertThat(sender.said(server, "properties", "order_id")).isEqualTo("T1");
    assertThat(sender.said(server, "properties", "value")).startsWith("19.9");
    assertThat(sender.said(server, "properties", "products", "0", "product_id")).isEqualTo("s1");
  }

  @Test
  void only_servers_with_the_scope_speak_of_money() {
    for (var plain : new Sources.Opened[] {sender.browser(), sender.server()}) {
      assertTaken(
          sender.post(
              plain,
              "/v1/batch",
              batch(
                  track("Order Completed", "o"),
                  track("purchase", "p"),
                  track("Product Viewed", "v"))));
      assertThat(sender.kinds(plain))
          .containsExactly("Claimed Order Completed", "Claimed Order Completed", "Product Viewed");
    }
    var money = sender.open(Source.Kind.SERVER, true, false);
    assertTaken(sender.post(money, "/v1/t", track("Order Completed", "o")));
    assertThat(sender.kinds(money)).containsExactly("Order Completed");
  }

  @Test
  void while_the_house_starts_the_answer_is_503() {
    var server = sender.server();
    AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
    try {
      var answer = sender.post(server, "/v1/t", track("Early", "e"));
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    } finally {
      AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
    }
    assertTaken(sender.post(server, "/v1/t", track("Early", "e")));
  }

  @Test
  void who_asks_not_to_be_followed_is_not() {
    var site = sender.browser();
    for (var header : new String[] {"DNT", "Sec-GPC"}) {
      assertTaken(
          sender.post(
              "/v1/t",
              "{\"event\":\"E\",\"anonymousId\":\"a\",\"writeKey\":\"" + site.key() + "\"}",
              header,
              "1"));
    }
    assertThat(sender.kinds(site)).isEmpty();
  }

  @Test
  void personal_fields_do_not_reach_the_journal() {
    var server = sender.server();
    assertTaken(
        sender.post(
            server,
            "/v1/i",
            "{\"userId\":\"lin@example.org\",\"traits\":{\"email\":\"lin@example.org\",\"plan\":\"gold\"}}"));
    assertThat(sender.rows(server).getLast().toString()).doesNotContain("lin@example.org");
    assertThat(sender.said(server, "traits", "plan")).isEqualTo("gold");
  }
}
