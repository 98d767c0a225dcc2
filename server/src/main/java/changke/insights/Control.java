package changke.insights;

import java.util.List;

/// One field of a report's form.
///
/// @param kind `select`, `number`, `date` or `text`
/// @param chosen the value that is in force
public record Control(String name, String label, String kind, List<Option> options, String chosen) {

  /// One choice, or a group's heading when it has no value.
  public record Option(String value, String label) {}

  public Control {
    options = List.copyOf(options);
  }

  static Control select(String name, String label, List<Option> options, String chosen) {
    return new Control(name, label, "select", options, chosen);
  }

  static Control number(String name, String label, int chosen) {
    return new Control(name, label, "number", List.of(), String.valueOf(chosen));
  }

  static Control field(String kind, String name, String label, String chosen) {
    return new Control(name, label, kind, List.of(), chosen);
  }
}
