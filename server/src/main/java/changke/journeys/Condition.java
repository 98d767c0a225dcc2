package changke.journeys;

import changke.audience.Rule.Comparison;
import java.util.List;
import java.util.UUID;

/// What may be so of a person in a journey.
public sealed interface Condition {

  /// Belongs to a segment now.
  record Belongs(UUID segment) implements Condition {}

  /// Has a tag now.
  record Tagged(String tag) implements Condition {}

  /// It happened after the person entered.
  record Happened(Match event) implements Condition {}

  /// The event by which the person entered was so.
  record Entered(List<Match.Test> tests) implements Condition {
    public Entered {
      tests = List.copyOf(tests);
    }
  }

  /// Something known of the person compares so: `stage`, `orders`, `net_minor`, `language`.
  record Knows(String trait, Comparison is, String value) implements Condition {}

  record Not(Condition condition) implements Condition {}
}
