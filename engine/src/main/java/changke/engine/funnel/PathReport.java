package changke.engine.funnel;

import java.util.List;

/// Nodes and links of a flow picture, step by step from 0.
public record PathReport(PathQuery query, List<Node> nodes, List<Link> links) {

  /// Stands for every kind that is too rare to be shown at its step.
  public static final int OTHER = -1;

  /// Stands for the end of the session.
  public static final int DROP_OFF = -2;

  public PathReport {
    nodes = List.copyOf(nodes);
    links = List.copyOf(links);
  }

  /// How many sessions came to a kind at a step.
  public record Node(int step, int kind, long sessions) {}

  /// How many sessions went from a kind at a step to a kind at the next one, or ended.
  public record Link(int step, int from, int to, long sessions) {}
}
