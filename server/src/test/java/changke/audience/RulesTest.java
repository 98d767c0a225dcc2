package changke.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

  private static final Rule FULL =
      new Rule.All(
          List.of(
              new Rule.Did("Order Paid", 2, false, 90),
              new Rule.Did("Page Viewed", 3, true, Rule.EVER),
              new Rule.Not(new Rule.Did("Signed Up", 1, false, 7)),
              new Rule.Any(
                  List.of(
                      new Rule.InOrder(List.of("Product Viewed", "Order Paid"), 30),
                      new Rule.Is("stage", Rule.Comparison.EQUAL, "DORMANT"),
                      new Rule.Is("traits.plan", Rule.Comparison.EQUAL, "gold")))));

  @Test
  void conditions_come_back_from_json_as_they_were() {
    assertThat(Rules.read(Rules.json(FULL))).isEqualTo(new Rules.Read.Fine(FULL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | SHAPE",
        "[] | SHAPE",
        "{} | SHAPE",
        "{\"all\":[]} | EMPTY",
        "{\"did\":\"\"} | KIND",
        "{\"did\":\"A\",\"times\":0} | NUMBER",
        "{\"did\":\"A\",\"times\":1e30} | SHAPE",
        "{\"did\":\"A\",\"within\":4000} | NUMBER",
        "{\"did\":{\"a\":1}} | SHAPE",
        "{\"inOrder\":[]} | KIND",
        "{\"trait\":\"shoe\",\"is\":\"=\",\"value\":\"1\"} | TRAIT",
        "{\"trait\":\"stage\",\"is\":\"=\",\"value\":\"HAPPY\"} | VALUE",
        "{\"trait\":\"orders\",\"is\":\"=\",\"value\":\"many\"} | VALUE",
        "{\"trait\":\"orders\",\"is\":\"~\",\"value\":\"1\"} | SHAPE",
        "{\"trait\":\"traits.plan\",\"is\":\">\",\"value\":\"gold\"} | VALUE"
      })
  void what_is_none_says_why(String json, RuleProblem problem) {
    assertThat(Rules.read(json)).isEqualTo(new Rules.Read.Unfit(problem));
  }

  @Test
  void neither_depth_nor_size_breaks_the_reader() {
    var deep = "{\"not\":".repeat(1_500) + "{\"did\":\"A\"}" + "}".repeat(1_500);
    assertThat(Rules.read(deep)).isInstanceOf(Rules.Read.Unfit.class);
    var wide = "{\"any\":[" + "{\"did\":\"A\"},".repeat(60) + "{\"did\":\"A\"}]}";
    assertThat(Rules.read(wide)).isInstanceOf(Rules.Read.Unfit.class);
    assertThat(Rules.read(" ".repeat(30_000))).isInstanceOf(Rules.Read.Unfit.class);
  }
}
