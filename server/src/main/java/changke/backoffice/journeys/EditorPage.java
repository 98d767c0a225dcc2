package changke.backoffice.journeys;

import changke.journeys.Drafts;
import changke.journeys.Journey;
import changke.journeys.Picture;
import changke.journeys.Problem;
import changke.journeys.Simulation;
import changke.journeys.Sketch;
import changke.pages.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A draft and everything that can be changed in it.
///
/// @param refused where the last change would have broken it; null when it did not
/// @param outcome what a simulation found; null when none was asked for
record EditorPage(
    Journey journey,
    Drafts.Draft draft,
    Picture picture,
    @Nullable String refused,
    Simulation.@Nullable Outcome outcome)
    implements Page {

  List<Sketch.Field> fields(String node) {
    return Sketch.fields(draft.definition(), node);
  }

  List<Problem> problems(String node) {
    return draft.problems().stream().filter(one -> one.node().equals(node)).toList();
  }

  List<Problem> whole() {
    return draft.problems().stream()
        .filter(one -> !draft.definition().nodes().containsKey(one.node()))
        .toList();
  }

  boolean fit() {
    return draft.problems().stream().noneMatch(Problem::refuses);
  }

  /// Whether something can be put behind a step.
  boolean goesOn(String node) {
    return fields(node).stream()
        .anyMatch(field -> field.path().equals("next") || field.path().equals("otherwise"));
  }

  long would(String node) {
    var found = outcome;
    return found == null ? 0 : found.passed().getOrDefault(node, 0L);
  }
}
