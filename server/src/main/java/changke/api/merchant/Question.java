package changke.api.merchant;

import changke.catalog.InputField;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a buyer fills in; `kind` is text, email, number or choice.
record Question(
    String name, Text label, String kind, boolean required, @Nullable List<String> choices) {

  Question {
    Objects.requireNonNull(name);
    Objects.requireNonNull(label);
    Objects.requireNonNull(kind);
  }

  static Question of(InputField field) {
    return new Question(
        field.name(),
        Text.of(field.label()),
        field.kind().name().toLowerCase(Locale.ROOT),
        field.required(),
        field.choices());
  }

  /// Throws IllegalArgumentException for a kind that there is not.
  InputField field() {
    return new InputField(
        name,
        label.words(),
        InputField.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
        required,
        Objects.requireNonNullElse(choices, List.of()));
  }
}
