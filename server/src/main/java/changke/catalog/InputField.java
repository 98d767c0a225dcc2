package changke.catalog;

import changke.shared.Words;
import java.util.List;

/// Something the buyer fills in before paying, such as the account to be topped up. `name` is its
/// key in the order; `choices` belongs to the kind CHOICE only.
public record InputField(
    String name, Words label, Kind kind, boolean required, List<String> choices) {

  private static final int LONGEST_ANSWER = 200;

  public enum Kind {
    TEXT,
    EMAIL,
    NUMBER,
    CHOICE
  }

  public InputField {
    choices = List.copyOf(choices);
  }

  /// Whether an answer can be taken as it is.
  public boolean accepts(String answer) {
    var given = answer.strip();
    if (given.isEmpty()) {
      return !required;
    }
    return given.length() <= LONGEST_ANSWER
        && given.chars().noneMatch(Character::isISOControl)
        && switch (kind) {
          case TEXT -> true;
          case EMAIL -> given.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
          case NUMBER -> given.matches("[0-9]{1,30}");
          case CHOICE -> choices.contains(given);
        };
  }
}
