package changke.trials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DefinitionRulesTest {

  private final DefinitionRules rules = new DefinitionRules("segment"::equals, "welcome"::equals);

  private List<Snag.What> snags(String key, Definitions definition) {
    return rules.snags(key, definition.made(), null).stream().map(Snag::what).toList();
  }

  private List<Snag.What> objects(String... values) {
    var variants =
        IntStream.range(0, values.length)
            .mapToObj(i ->
                new Variant("v" + i, values[i], i == 0 ? 10_000 - 100 * (values.length - 1) : 100))
            .toArray(Variant[]::new);
    return snags("look", Definitions.plain("x").of(Definition.Kind.OBJECT, values[0], variants));
  }

  @Test
  void a_whole_definition_has_no_snag() {
    assertThat(snags("home.sections_2", Definitions.plain("主页"))).isEmpty();
    assertThat(snags("home", Definitions.plain("x").staged())).isEmpty();
  }

  @Test
  void what_is_missing_or_malformed_is_named() {
    assertThat(snags("Home page", Definitions.plain(" ")))
        .containsExactly(Snag.What.KEY, Snag.What.TITLE);
    assertThat(
            snags(
                "a",
                Definitions.plain("x")
                    .of(
                        Definition.Kind.BOOLEAN,
                        "null",
                        new Variant("a", "true", 5_000),
                        new Variant("a", "\"true\"", 4_000))))
        .contains(Snag.What.VARIANTS, Snag.What.WEIGHTS, Snag.What.VALUE);
    assertThat(snags("a", Definitions.plain("x").of(Definition.Kind.STRING, "\"\"")))
        .contains(Snag.What.VARIANTS);
    assertThat(snags("a", Definitions.plain("x").coverage(10_001))).contains(Snag.What.COVERAGE);
    assertThat(snags("a", Definitions.plain("x").target("none"))).contains(Snag.What.VARIANT);
    assertThat(
            snags(
                "a",
                Definitions.plain("x")
                    .among(
                        new Condition(Condition.Of.SEGMENT, "gone", Condition.Is.EQUAL, ""),
                        new Condition(Condition.Of.CONTEXT, "a", Condition.Is.AT_LEAST, "much"))))
        .containsExactly(Snag.What.SEGMENT, Snag.What.CONDITION);
    assertThat(
            snags(
                "a",
                Definitions.plain("x")
                    .judgedBy(
                        new Measure(Figure.RETURNED, "", "", 0, true),
                        List.of(new Measure(Figure.ACTS, "", "", 0, true)),
                        List.of(),
                        0,
                        1)))
        .containsExactly(Snag.What.MEASURE, Snag.What.MEASURE, Snag.What.SIZE);
  }

  @Test
  void nobody_pays_more_than_others() {
    assertThat(objects("{\"price\": 10}", "{\"price\": 9}")).containsExactly(Snag.What.PRICE);
    assertThat(objects("{\"a\": {\"unitPrice\": 10}}", "{\"a\": {}}"))
        .containsExactly(Snag.What.PRICE);
    assertThat(objects("{\"单价\": 10}", "{\"单价\": 9}")).containsExactly(Snag.What.PRICE);
    assertThat(objects("{\"text\": \"¥10\"}", "{\"text\": \"¥9\"}"))
        .containsExactly(Snag.What.PRICE);
    assertThat(objects("{\"steps\": [{\"off\": \"5% off\"}]}", "{\"steps\": []}"))
        .containsExactly(Snag.What.PRICE);
    assertThat(
            snags(
                "discount",
                Definitions.plain("x")
                    .of(
                        Definition.Kind.NUMBER,
                        "0",
                        new Variant("a", "0", 5_000),
                        new Variant("b", "5", 5_000))))
        .containsExactly(Snag.What.PRICE);
  }

  @Test
  void the_same_amount_for_everybody_is_no_snag() {
    assertThat(objects("{\"price\": 10, \"order\": [1, 2]}", "{\"price\": 10, \"order\": [2, 1]}"))
        .isEmpty();
    assertThat(objects("{\"look\": \"calm\"}", "{\"look\": \"lively\"}")).isEmpty();
  }

  @Test
  void a_benefit_that_everybody_can_claim_may_differ() {
    assertThat(objects("{}", "{\"benefit\": \"welcome\"}")).isEmpty();
    assertThat(objects("{}", "{\"benefit\": \"secret\"}")).containsExactly(Snag.What.BENEFIT);
  }

  @Test
  void a_running_trial_sends_nobody_out() {
    var now =
        new Trial(
            new UUID(0, 1),
            "a",
            Trial.State.RUNNING,
            1,
            1,
            1,
            null,
            Definitions.plain("x").coverage(2_000).made(),
            Instant.EPOCH,
            Instant.EPOCH,
            Instant.EPOCH,
            null);
    assertThat(rules.snags("a", Definitions.plain("x").coverage(1_999).made(), now))
        .containsExactly(new Snag(Snag.What.SHRINKS, ""));
    assertThat(rules.snags("a", Definitions.plain("x").coverage(2_001).made(), now)).isEmpty();
    assertThat(rules.snags("a", Definitions.plain("x").coverage(10).salt("new").made(), now))
        .isEmpty();
  }
}
