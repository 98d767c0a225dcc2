package changke.journeys;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who passed where.
@Component
public class Passages {

  private static final int MOST = 50;

  private final PassageRows rows;
  private final StepRows steps;

  Passages(PassageRows rows, StepRows steps) {
    this.rows = rows;
    this.steps = steps;
  }

  /// Somebody's way through a journey.
  ///
  /// @param arm TREATED, or by whom the person is left alone: JOURNEY or GLOBAL
  /// @param ended why it is over: GOAL, FINISHED, HELD, `LEFT exit`, OFF, ERASED, STUCK and others;
  ///   null when it is not
  public record Passage(
      UUID id,
      UUID journey,
      int version,
      PersonId person,
      String key,
      String node,
      Instant enteredAt,
      @Nullable Instant dueAt,
      @Nullable String arm,
      @Nullable String ended,
      @Nullable Instant endedAt,
      @Nullable Instant goalAt) {}

  /// One step of it with its effect.
  public record Step(String node, int epoch, Instant at, String outcome, @Nullable String detail) {}

  /// How many people passed a step with which outcome, and how many are there now.
  ///
  /// @param outcomes as the steps name them, such as `WAY 1` or `QUEUED`
  public record Counts(long passed, long here, Map<String, Long> outcomes) {
    static final Counts NONE = new Counts(0, 0, Map.of());
  }

  /// Everybody's counts by step.
  public Map<String, Counts> counts(UUID journey, int version) {
    var here = rows.here(journey, version);
    var outcomes = new HashMap<String, Map<String, Long>>();
    for (var count : steps.counts(journey, version)) {
      outcomes
          .computeIfAbsent(count.node(), node -> new java.util.TreeMap<>())
          .merge(count.outcome(), count.times(), Long::sum);
    }
    var all = new HashMap<String, Counts>();
    outcomes.forEach((node, by) ->
        all.put(
            node,
            new Counts(
                by.values().stream().mapToLong(Long::longValue).sum(),
                here.getOrDefault(node, 0L),
                by)));
    here.forEach((node, count) -> all.putIfAbsent(node, new Counts(0, count, Map.of())));
    return all;
  }

  /// How people's ways ended, and how many are inside (under the empty text).
  public Map<String, Long> ends(UUID journey, int version) {
    return rows.ends(journey, version);
  }

  /// One person's ways through all journeys, the latest first; at most fifty.
  public List<Passage> of(PersonId person) {
    return rows.of(person, MOST);
  }

  /// The latest who entered; at most fifty.
  public List<Passage> latest(UUID journey) {
    return rows.latest(journey, MOST);
  }

  public Optional<Passage> find(UUID passage) {
    return rows.find(passage);
  }

  /// The steps of one way, in order.
  public List<Step> steps(UUID passage) {
    return steps.of(passage);
  }
}
