package changke.journeys;

import changke.audience.Rule;
import changke.shared.Words;
import java.util.List;
import java.util.Map;

/// A journey that comes with the program.
///
/// @param segments those that it needs, by the names that stand in its definition
/// @param waits what does not exist yet and is needed for it to do anything; empty when it is ready
/// @param draft the definition, with `$name` where the id of a segment belongs
public record Playbook(
    String key, Words title, Map<String, Needed> segments, List<Words> waits, String draft) {

  /// A segment that is made with the journey, unless one of its name is there.
  public record Needed(String name, Rule rule) {}

  public Playbook {
    segments = Map.copyOf(segments);
    waits = List.copyOf(waits);
  }
}
