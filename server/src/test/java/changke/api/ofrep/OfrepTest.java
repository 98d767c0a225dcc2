package changke.api.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.activity.Source;
import changke.activity.Sources;
import changke.api.collection.Sender;
import changke.shared.Ids;
import changke.trials.Condition;
import changke.trials.Definition;
import changke.trials.Definitions;
import changke.trials.Editing;
import changke.trials.Variant;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@HouseTest
class OfrepTest {

  private static final String FLAGS = "/ofrep/v1/evaluate/flags";

  @Autowired Sender sender;
  @Autowired Editing editing;
  @Autowired Ids ids;

  private String name = "";
  private Sources.@Nullable Opened server;

  @BeforeEach
  void open() {
    name = "ofrep-" + ids.next();
    server = sender.open(Source.Kind.SERVER, false, false);
  }

  private HttpResponse<String> ask(String path, String body, String... headers) {
    var all = new ArrayList<>(List.of("Content-Type", "application/json"));
    if (headers.length == 0) {
      all.addAll(List.of("Authorization", "Bearer " + key()));
    }
    all.addAll(List.of(headers));
    return sender.send(
        "POST", path, body.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new));
  }

  private String key() {
    return Objects.requireNonNull(server).key();
  }

  private static String about(String person) {
    return "{\"context\":{\"targetingKey\":\"" + person + "\"}}";
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    return JsonMapper.shared().readTree(answer.body());
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("errorCode").stringValue()).isEqualTo(code);
    assertThat(json(answer).get("errorDetails").stringValue()).isNotBlank();
  }

  @Test
  void a_flag_is_answered_with_value_variant_and_reason() {
    Answered.running(editing, name, Definitions.plain("x").made());
    var answer = ask(FLAGS + "/" + name, about("somebody"));
    assertThat(answer.statusCode()).isEqualTo(200);
    var said = json(answer);
    assertThat(said.get("key").stringValue()).isEqualTo(name);
    assertThat(said.get("reason").stringValue()).isEqualTo("SPLIT");
    assertThat(said.get("variant").stringValue()).isIn("control", "other");
    assertThat(said.get("value").stringValue()).isIn("old", "new");
    assertThat(said.get("metadata").get("version").intValue()).isEqualTo(1);
    assertThat(ask(FLAGS + "/" + name, about("somebody")).body()).isEqualTo(answer.body());
  }

  @Test
  void every_kind_of_value_comes_as_what_it_is() {
    Answered.running(
        editing,
        name,
        Definitions.plain("x")
            .of(
                Definition.Kind.OBJECT,
                "{\"a\": [1, null, \"元旦\"]}",
                new Variant("only", "{\"a\": [1, null, \"元旦\"]}", 10_000))
            .made());
    var said = json(ask(FLAGS + "/" + name, "{}"));
    assertThat(said.get("reason").stringValue()).isEqualTo("STATIC");
    assertThat(said.get("value").get("a").get(2).stringValue()).isEqualTo("元旦");
  }

  @Test
  void a_disabled_flag_sends_its_off_value_and_no_null() {
    Answered.running(editing, name, Definitions.plain("x").made());
    Answered.paused(editing, name);
    var said = json(ask(FLAGS + "/" + name, about("somebody")));
    assertThat(said.get("reason").stringValue()).isEqualTo("DISABLED");
    assertThat(said.get("value").stringValue()).isEqualTo("old");
    assertThat(said.has("variant")).isFalse();
    assertThat(said.toString()).doesNotContain("null");
  }

  @Test
  void what_cannot_be_answered_says_why() {
    Answered.running(editing, name, Definitions.plain("x").made());
    var path = FLAGS + "/" + name;
    assertProblem(ask(FLAGS + "/none-" + name, about("p")), 404, "FLAG_NOT_FOUND");
    assertProblem(ask(path, "{\"context\":{}}"), 400, "TARGETING_KEY_MISSING");
    assertProblem(ask(path, "{\"context\":{\"targetingKey\":7}}"), 400, "INVALID_CONTEXT");
    assertProblem(ask(path, "{\"context\":[]}"), 400, "INVALID_CONTEXT");
    assertProblem(ask(path, "{\"context\":"), 400, "PARSE_ERROR");
    assertProblem(ask(path, "[".repeat(5_000)), 400, "PARSE_ERROR");
    assertProblem(ask(path, " ".repeat(Question.LARGEST + 1)), 400, "PARSE_ERROR");
    assertProblem(ask(path, about("p"), "X-API-Key", "srv_none"), 401, "GENERAL");
    assertProblem(ask(path, about("p"), "Origin", "https://else.example"), 401, "GENERAL");
    assertThat(json(ask(path, "{")).get("key").stringValue()).isEqualTo(name);
    assertProblem(ask("/ofrep/v1/else", "{}"), 404, "GENERAL");
    assertProblem(ask(path + ";x", "{}"), 400, "GENERAL");
    var got = sender.send("GET", path, new byte[0]);
    assertProblem(got, 405, "GENERAL");
  }

  @Test
  void a_draft_is_nobodys_business() {
    editing.make(name, Definitions.plain("x").made(), new changke.shared.PersonId(ids.next()));
    assertProblem(ask(FLAGS + "/" + name, about("p")), 404, "FLAG_NOT_FOUND");
  }

  @Test
  void public_keys_get_only_what_is_open_to_browsers() {
    Answered.running(editing, name, Definitions.plain("x").forServers().made());
    var site = sender.open(Source.Kind.BROWSER, false, false);
    assertProblem(ask(FLAGS + "/" + name, about("p"), "X-API-Key", site.key()), 403, "GENERAL");
    assertThat(ask(FLAGS, about("p"), "X-API-Key", site.key()).body()).doesNotContain(name);
    assertThat(ask(FLAGS, about("p")).body()).contains(name);
  }

  @Test
  void doubled_slashes_are_one() {
    Answered.running(editing, name, Definitions.plain("x").made());
    var plain = ask(FLAGS + "/" + name, about("p")).body();
    assertThat(ask("//ofrep/v1//evaluate/flags//" + name, about("p")).body()).isEqualTo(plain);
    assertThat(ask("//ofrep/v1/evaluate/flags", about("p")).statusCode()).isEqualTo(200);
  }

  @Test
  void the_tag_depends_on_flags_and_the_whole_context_and_the_results() {
    Answered.running(
        editing,
        name,
        Definitions.plain("x")
            .target("other", new Condition(Condition.Of.CONTEXT, "a", Condition.Is.EQUAL, "1"))
            .made());
    var first =
        ask(FLAGS, "{\"context\":{\"targetingKey\":\"p\",\"a\":2,\"b\":{\"x\":1,\"y\":2}}}");
    var tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("\"").endsWith("\"");
    var bearer = "Bearer " + key();
    var same =
        ask(
            FLAGS,
            "{\"context\":{\"b\":{\"y\":2,\"x\":1},\"a\":2,\"targetingKey\":\"p\"}}",
            "Authorization",
            bearer,
            "If-None-Match",
            "\"other\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(same.headers().firstValue("ETag")).hasValue(tag);
    var otherContext =
        ask(
            FLAGS,
            "{\"context\":{\"targetingKey\":\"p\",\"a\":2,\"b\":{\"x\":1,\"y\":3}}}",
            "Authorization",
            bearer,
            "If-None-Match",
            tag);
    assertThat(otherContext.statusCode()).isEqualTo(200);
    Answered.paused(editing, name);
    var later =
        ask(
            FLAGS,
            "{\"context\":{\"targetingKey\":\"p\",\"a\":2,\"b\":{\"x\":1,\"y\":2}}}",
            "Authorization",
            bearer,
            "If-None-Match",
            tag);
    assertThat(later.statusCode()).isEqualTo(200);
  }

  @Test
  void other_origins_are_let_in() {
    var preflight =
        sender.send(
            "OPTIONS",
            FLAGS + "/" + name,
            new byte[0],
            "Origin",
            "https://else.example",
            "Access-Control-Request-Headers",
            "content-type,if-none-match,x-api-key");
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
        .hasValue("https://else.example");
    assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElseThrow())
        .contains("If-None-Match", "X-API-Key", "authorization");
    assertThat(preflight.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("ETag", "Retry-After");
  }

  @Test
  void who_asks_too_often_is_told_when_to_come_again() {
    Answered.running(editing, name, Definitions.plain("x").made());
    var site = sender.open(Source.Kind.BROWSER, false, false);
    var many =
        IntStream.range(0, 400)
            .parallel()
            .mapToObj(i -> ask(FLAGS + "/" + name, about("p"), "X-API-Key", site.key()))
            .filter(answer -> answer.statusCode() == 429)
            .findAny()
            .orElseThrow();
    assertProblem(many, 429, "GENERAL");
    assertThat(many.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9]\\d*");
  }
}
