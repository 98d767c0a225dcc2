package changke.api.ofrep;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.activity.Source;
import changke.api.collection.Elsewhere;
import changke.api.collection.Modules;
import changke.api.collection.Sender;
import changke.shared.Ids;
import changke.trials.Definition;
import changke.trials.Definitions;
import changke.trials.Editing;
import changke.trials.Subject;
import changke.trials.Trials;
import changke.trials.Variant;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// OpenFeature's own programs, unmodified: what they hand to an application is what this house
/// itself would show.
@HouseTest
class OfficialProvidersTest {

  private static final int PEOPLE = 40;

  @Autowired Sender sender;
  @Autowired Editing editing;
  @Autowired Trials trials;
  @Autowired TestChromium chromium;
  @Autowired Ids ids;

  private String flag = "";

  @BeforeEach
  void define() {
    flag = "provider-" + ids.next();
    Answered.running(editing, flag, Definitions.plain("x").made());
    Answered.running(
        editing,
        flag + ".yes",
        Definitions.plain("x")
            .of(Definition.Kind.BOOLEAN, "false", new Variant("on", "true", 10_000))
            .made());
    Answered.running(
        editing,
        flag + ".many",
        Definitions.plain("x")
            .of(Definition.Kind.NUMBER, "0", new Variant("some", "7", 10_000))
            .made());
    Answered.running(
        editing,
        flag + ".look",
        Definitions.plain("x")
            .of(
                Definition.Kind.OBJECT,
                "{}",
                new Variant("calm", "{\"order\":[\"a\",\"b\"]}", 10_000))
            .made());
  }

  private List<String> expected() {
    return IntStream.range(0, PEOPLE)
        .mapToObj(i -> {
          var variant = variant("person-" + i);
          return (variant.equals("control") ? "old/" : "new/") + variant + "/SPLIT";
        })
        .toList();
  }

  private String variant(String person) {
    var asked = trials.evaluate(flag, new Subject(person, Optional.empty(), Map.of()), false);
    return ((Trials.Evaluated.Found) asked).answer().variant();
  }

  @Test
  void the_provider_for_node() throws Exception {
    var modules = Modules.installed();
    var server = sender.open(Source.Kind.SERVER, false, false);
    var said =
        Modules.run(
            List.of("node", "flags.mjs"),
            Map.of(
                "KEY", server.key(),
                "HOUSE", sender.address() + "/",
                "FLAG", flag,
                "COUNT", String.valueOf(PEOPLE),
                "MODULES", modules.toString()));
    var line = said.lines().filter(text -> text.startsWith("ANSWERS ")).findFirst().orElseThrow();
    var answers =
        List.of(
            tools.jackson.databind.json.JsonMapper.shared()
                .readValue(line.substring(8), String[].class));
    assertThat(answers.subList(0, PEOPLE)).isEqualTo(expected());
    assertThat(answers.subList(PEOPLE, answers.size()))
        .containsExactly(
            "boolean true",
            "number 7",
            "object {\"order\":[\"a\",\"b\"]}",
            "missing fallback/FLAG_NOT_FOUND",
            "nameless fallback/TARGETING_KEY_MISSING");
  }

  @Test
  void the_provider_for_browsers_asks_once_and_is_told_that_nothing_changed() throws Exception {
    var modules = Modules.installed().resolve("node_modules");
    var site = sender.open(Source.Kind.BROWSER, false, false);
    var page =
        """
        <title>Elsewhere</title><script type="importmap">{"imports": {
          "@openfeature/core": "/@openfeature/core/dist/esm/index.js",
          "@openfeature/web-sdk": "/@openfeature/web-sdk/dist/esm/index.js",
          "@openfeature/ofrep-core":
            "/@openfeature/ofrep-web-provider/node_modules/@openfeature/ofrep-core/index.esm.js",
          "@openfeature/ofrep-web-provider": "/@openfeature/ofrep-web-provider/index.esm.js"}}
        </script>
        """;
    try (var elsewhere = new Elsewhere(page, modules)) {
      chromium.visit(
          TestChromium.WIDE,
          "en",
          tab -> {
            var statuses = new java.util.ArrayList<Integer>();
            tab.onConsoleMessage(message -> System.err.println("console: " + message.text()));
            tab.onResponse(answer -> {
              if (answer.url().contains("/ofrep/v1/evaluate/flags")
                  && answer.request().method().equals("POST")) {
                statuses.add(answer.status());
              }
            });
            tab.navigate(elsewhere.address());
            var said =
                tab.evaluate(
                    """
                    async ([house, key, flag]) => {
                      const { OpenFeature } = await import("@openfeature/web-sdk");
                      const { OFREPWebProvider } = await import("@openfeature/ofrep-web-provider");
                      const provider = new OFREPWebProvider({
                        baseUrl: house, pollInterval: 300,
                        headersFactory: () => [["X-API-Key", key]],
                      });
                      await OpenFeature.setContext({ targetingKey: "person-3" });
                      await OpenFeature.setProviderAndWait(provider);
                      const client = OpenFeature.getClient();
                      await new Promise((done) => setTimeout(done, 900));
                      const found = client.getStringDetails(flag, "fallback");
                      const yes = client.getBooleanValue(flag + ".yes", false);
                      await OpenFeature.close();
                      return found.value + "/" + found.variant + "/" + yes;
                    }
                    """,
                    List.of(sender.address(), site.key(), flag));
            var variant = variant("person-3");
            assertThat(said)
                .isEqualTo((variant.equals("control") ? "old/" : "new/") + variant + "/true");
            assertThat(statuses).startsWith(200).contains(304);
          });
    }
  }

  @Test
  void the_provider_for_java() {
    var server = sender.open(Source.Kind.SERVER, false, false);
    var provider =
        OfrepProvider.constructProvider(
            OfrepProviderOptions.builder()
                .baseUrl(sender.address())
                .headers(
                    ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + server.key())))
                .build());
    OpenFeatureAPI.getInstance().setProviderAndWait("changke", provider);
    var client = OpenFeatureAPI.getInstance().getClient("changke");
    var answers =
        IntStream.range(0, PEOPLE)
            .mapToObj(i -> {
              var context = new MutableContext("person-" + i).add("country", "CN");
              var found = client.getStringDetails(flag, "fallback", context);
              return found.getValue() + "/" + found.getVariant() + "/" + found.getReason();
            })
            .toList();
    assertThat(answers).isEqualTo(expected());
    var who = new ImmutableContext("person-0");
    assertThat(client.getBooleanValue(flag + ".yes", false, who)).isTrue();
    assertThat(client.getIntegerValue(flag + ".many", 0, who)).isEqualTo(7);
    assertThat(client.getStringDetails(flag + ".none", "fallback", who).getErrorCode())
        .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
    // This provider has one code for every 400.
    assertThat(client.getStringDetails(flag, "fallback", new MutableContext()).getErrorCode())
        .isEqualTo(ErrorCode.INVALID_CONTEXT);
  }
}
