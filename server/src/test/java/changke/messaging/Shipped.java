package changke.messaging;

import java.util.Map;
import java.util.TreeMap;

/// The templates that come with the program, for tests of those who use them.
public final class Shipped {

  /// What a user of a template must know.
  public record One(boolean marketing, Map<String, String> variables) {}

  private Shipped() {}

  public static Map<String, One> templates() {
    var all = new TreeMap<String, One>();
    for (var draft : ShippedTemplates.all()) {
      var variables = new TreeMap<String, String>();
      draft.variables().forEach((name, type) -> variables.put(name, type.name()));
      all.put(draft.name(), new One(draft.purpose() == Purpose.MARKETING, variables));
    }
    return all;
  }
}
