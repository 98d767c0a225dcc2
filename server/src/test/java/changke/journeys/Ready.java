package changke.journeys;

import changke.shared.Words;
import java.util.LinkedHashMap;
import java.util.Map;

/// Definitions as most stories need them.
final class Ready {

  static final Map<String, Surroundings.Template> TEMPLATES =
      Map.of(
          "Hello",
          new Surroundings.Template("Hello", true, Map.of("name", "TEXT")),
          "Sum",
          new Surroundings.Template("Sum", false, Map.of("total", "MONEY")));

  private Ready() {}

  /// Nodes as JSON, with small quotes: `enter: {'enter': …}`.
  static Definition journey(String... nodes) {
    var json =
        "{'title': {'en': 'A story', 'zh': '故事'}, 'nodes': {" + String.join(",", nodes) + "}}";
    return fine(json.replace('\'', '"'));
  }

  static Definition owed(String... nodes) {
    var plain = journey(nodes);
    return new Definition(new Words("该给的", "Owed"), true, new LinkedHashMap<>(plain.nodes()));
  }

  static Definition fine(String json) {
    return ((Definitions.Read.Fine) Definitions.read(json)).definition();
  }

  static Surroundings around(Map<String, Boolean> coupons) {
    return new Surroundings(
        TEMPLATES,
        java.util.Set.of(),
        key -> java.util.Optional.ofNullable(coupons.get(key)),
        false);
  }
}
