package changke.messaging;

import changke.shared.Words;
import java.util.Map;
import java.util.TreeMap;

/// Why somebody gets a message, as they can read it themselves: the rule in both languages, and the
/// data about them that it used.
public record Why(Words rule, Map<String, String> used) {

  public Why {
    if (rule.isBlank()) {
      throw new IllegalArgumentException("a message without a reason");
    }
    used = Map.copyOf(used);
  }

  public Why(String zh, String en) {
    this(new Words(zh, en), Map.of());
  }

  /// The used data by name, in order.
  public Map<String, String> sorted() {
    return new TreeMap<>(used);
  }
}
