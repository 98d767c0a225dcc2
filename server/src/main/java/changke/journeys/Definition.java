package changke.journeys;

import changke.shared.Words;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A journey as data.
///
/// @param owed what it brings is owed to the person (compensation, a renewal notice, a published
///   reward): nobody is held out, and nobody's wish not to be followed keeps it back
/// @param nodes by id, in the order in which they are shown
public record Definition(Words title, boolean owed, Map<String, Node> nodes) {

  public static final String ENTER = "enter";
  static final Duration USUAL_WINDOW = Duration.ofDays(30);

  @SuppressWarnings("JdkObsolete") // The order of the nodes is part of the definition.
  public Definition {
    nodes = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
  }

  public Node.Enter enter() {
    return (Node.Enter) node(ENTER);
  }

  Node node(String id) {
    return Objects.requireNonNull(nodes.get(id), id);
  }

  public Optional<Node.Goal> goal() {
    return nodes.values().stream()
        .filter(Node.Goal.class::isInstance)
        .map(Node.Goal.class::cast)
        .findFirst();
  }

  /// How long after entering it is measured what somebody did.
  Duration window() {
    return goal().map(goal -> Duration.ofDays(goal.withinDays())).orElse(USUAL_WINDOW);
  }

  /// The steps that may follow one.
  static List<String> after(Node node) {
    return switch (node) {
      case Node.Enter enter -> List.of(enter.next());
      case Node.Delay delay ->
          delay.passed() == null ? List.of(delay.next()) : List.of(delay.next(), delay.passed());
      case Node.Wait wait -> List.of(wait.then(), wait.otherwise());
      case Node.Branch branch ->
          java.util.stream.Stream.concat(
                  branch.ways().stream().map(Node.Way::next),
                  java.util.stream.Stream.of(branch.otherwise()))
              .toList();
      case Node.Split split -> split.shares().stream().map(Node.Share::next).toList();
      case Node.Holdout holdout -> List.of(holdout.next());
      case Node.Act act -> List.of(act.next());
      case Node.Goal goal -> List.of();
      case Node.Exit exit -> List.of();
    };
  }

  /// Whether it is watched for instead of being reached by an arrow.
  static boolean floats(Node node) {
    return node instanceof Node.Goal || (node instanceof Node.Exit exit && exit.event() != null);
  }

  /// Kinds of events that can move somebody who is inside, or count as the goal.
  Set<String> watched() {
    var kinds = new HashSet<String>();
    for (var node : nodes.values()) {
      switch (node) {
        case Node.Goal goal -> kinds.add(goal.event().kind());
        case Node.Exit exit when exit.event() != null -> kinds.add(exit.event().kind());
        case Node.Wait wait -> {
          switch (wait.until()) {
            case Node.Until.Happens happens -> kinds.add(happens.event().kind());
            case Node.Until.Holds holds -> watched(holds.condition(), kinds);
          }
        }
        case Node.Branch branch -> branch.ways().forEach(way -> watched(way.when(), kinds));
        default -> {}
      }
    }
    return kinds;
  }

  private static void watched(Condition condition, Set<String> kinds) {
    switch (condition) {
      case Condition.Happened happened -> kinds.add(happened.event().kind());
      case Condition.Not not -> watched(not.condition(), kinds);
      case Condition.Belongs belongs -> kinds.addAll(Set.of("Segment Entered", "Segment Left"));
      case Condition.Tagged tagged -> {}
      case Condition.Entered entered -> {}
      case Condition.Knows knows -> kinds.addAll(Set.of("Stage Changed", "Order Paid"));
    }
  }

  boolean byPrediction() {
    return nodes.get(ENTER) instanceof Node.Enter(Trigger.Prediction p, var reentry, var next);
  }
}
