package changke.insights;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;

/// What the team wants: a value for a measure on each day, and the days on which it changed
/// something.
///
/// @param targets by measure; money in whole major units
/// @param marks in the order of days
public record Goals(Map<String, Long> targets, List<Mark> marks) {

  /// Nothing is wanted and nothing was changed.
  public static final Goals NONE = new Goals(Map.of(), List.of());

  /// A day on which something was changed, in the words of who did.
  public record Mark(UUID id, LocalDate day, String words) {}

  public Goals {
    targets = Map.copyOf(targets);
    marks = List.copyOf(marks);
  }

  /// The measures that can have a target.
  public static List<String> measures() {
    return Watched.MEASURES;
  }

  public OptionalLong target(String measure) {
    var value = targets.get(measure);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value);
  }
}
