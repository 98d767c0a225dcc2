package changke.api.collection;

import static changke.api.collection.Sender.assertTaken;
import static changke.api.collection.Sender.batch;
import static changke.api.collection.Sender.track;
import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Source;
import changke.activity.Sources;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

/// Segment's tracking API as the protocol page says it, sentence by sentence; what is sent wrongly
/// is in [BadInputTest].
@HouseTest
class CollectionTest {

  @Autowired Sender sender;
  @Autowired Sources sources;
  @Autowired ApplicationContext context;

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
    assertThat(sender.rows(server).getLast().toString()).doesNotContain("gold");
  }
}
