package changke.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// A missing variable fails when a template is published, not at night.
class TemplatesTest {

  private static TemplateDraft parse(String variables, String zh, String en) {
    return ShippedTemplates.parse(
        "test", "variables: " + variables + "\n=== zh\n" + zh + "\n\nx\n=== en\n" + en + "\n\nx\n");
  }

  @Test
  void every_variable_stands_in_both_languages_and_no_other() {
    assertThat(parse("points NUMBER", "{{points}}", "{{points}} {{person}}").problems()).isEmpty();
    assertThat(parse("points NUMBER", "{{points}}", "{{point}}").problems())
        .extracting(TemplateDraft.Problem::kind)
        .containsExactly(
            TemplateDraft.Problem.Kind.UNKNOWN_VARIABLE,
            TemplateDraft.Problem.Kind.UNUSED_VARIABLE);
    assertThat(parse("person TEXT", "{{person}}", "{{person}}").problems())
        .extracting(TemplateDraft.Problem::kind)
        .contains(TemplateDraft.Problem.Kind.VARIABLE_NAME);
    assertThatThrownBy(() -> parse("points NUMBRE", "x", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_came_with_the_program_can_be_published() {
    assertThat(ShippedTemplates.all())
        .isNotEmpty()
        .allSatisfy(draft -> assertThat(draft.problems()).as(draft.name()).isEmpty());
  }

  @Test
  void a_type_takes_only_what_it_can_write() {
    assertThat(VariableType.NUMBER.takes("12")).isTrue();
    assertThat(VariableType.NUMBER.takes("12.5")).isFalse();
    assertThat(VariableType.MONEY.takes("9.90 CNY")).isTrue();
    assertThat(VariableType.MONEY.takes("9.901 CNY")).isFalse();
    assertThat(VariableType.DAY.takes("2026-02-30")).isFalse();
    assertThat(VariableType.LINK.takes("/my/points?x=1")).isTrue();
    for (var link : new String[] {"//evil.example", "https://evil.example", "/a\\b", "/a b", ""}) {
      assertThat(VariableType.LINK.takes(link)).as(link).isFalse();
    }
    for (var type : VariableType.values()) {
      assertThat(type.takes(type.sample())).as(type.name()).isTrue();
    }
  }

  @Test
  void whoever_publishes_a_sender_learns_what_does_not_fit() {
    var template =
        new MessageTemplate(
            parse("points NUMBER, day DAY", "{{points}} {{day}}", "{{points}} {{day}}"),
            1,
            java.time.Instant.EPOCH,
            null);
    assertThat(template.misfits(Map.of("points", "x", "extra", "y")))
        .extracting(one -> one.variable() + " " + one.kind())
        .containsExactly("day MISSING", "points MISTYPED", "extra UNKNOWN");
    assertThat(
            template.misfitsOfTypes(
                Map.of("points", VariableType.NUMBER, "day", VariableType.TEXT)))
        .extracting(one -> one.variable() + " " + one.kind())
        .containsExactly("day MISTYPED");
  }
}
