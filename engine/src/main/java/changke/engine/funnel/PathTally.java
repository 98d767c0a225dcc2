package changke.engine.funnel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// How often each kind at a step was followed by which, or by nothing.
///
/// Tallies of the same query over disjoint people merge in any order. Invariant: `next` is laid out
/// by step, kind and next kind; the last next kind means that the session ended there.
public final class PathTally implements Serializable {

  private static final long serialVersionUID = 1;

  private final PathQuery query;
  private final int width;
  private final long[] next;

  public PathTally(PathQuery query) {
    this.query = query;
    width = query.kinds().size();
    next = new long[query.length() * width * (width + 1)];
  }

  /// Counts a session's path; slots count the query's kinds.
  void add(int[] path, int length) {
    for (int step = 0; step < length; step++) {
      int to = step + 1 < length ? path[step + 1] : width;
      next[(step * width + path[step]) * (width + 1) + to]++;
    }
  }

  /// How often a kind at a step was followed by another kind or by nothing; 0 for kinds that the
  /// query does not name.
  long count(int step, int from, int to) {
    int slot = query.kinds().indexOf(from);
    int after = to == PathReport.DROP_OFF ? width : query.kinds().indexOf(to);
    boolean known = step >= 0 && step < query.length() && slot >= 0 && after >= 0;
    return known ? next[(step * width + slot) * (width + 1) + after] : 0;
  }

  /// Adds the other tally to this one and returns this one.
  ///
  /// @throws IllegalArgumentException when it answers another query
  public PathTally merge(PathTally other) {
    if (!query.equals(other.query)) {
      throw new IllegalArgumentException("tallies of different questions");
    }
    for (int i = 0; i < next.length; i++) {
      next[i] += other.next[i];
    }
    return this;
  }

  /// Reads the report off the sums: rare kinds of a step become one node.
  public PathReport report() {
    var nodes = new ArrayList<PathReport.Node>();
    var links = new ArrayList<PathReport.Link>();
    for (int step = 0; step < query.length(); step++) {
      var name = names(step);
      var following = step + 1 < query.length() ? names(step + 1) : new int[width];
      var people = new TreeMap<Integer, Long>();
      var flows = new TreeMap<Integer, Map<Integer, Long>>();
      for (int kind = 0; kind < width; kind++) {
        for (int to = 0; to <= width; to++) {
          long count = next[(step * width + kind) * (width + 1) + to];
          if (count > 0) {
            people.merge(name[kind], count, Long::sum);
            flows
                .computeIfAbsent(name[kind], _ -> new TreeMap<>())
                .merge(to == width ? PathReport.DROP_OFF : following[to], count, Long::sum);
          }
        }
      }
      int at = step;
      people.forEach((node, count) -> nodes.add(new PathReport.Node(at, node, count)));
      if (step + 1 < query.length()) {
        flows.forEach((node, targets) ->
            targets.forEach((to, count) -> links.add(new PathReport.Link(at, node, to, count))));
      }
    }
    return new PathReport(query, nodes, links);
  }

  /// The node of each slot at a step: its kind when it is among the most frequent, else other.
  private int[] names(int step) {
    var name = new int[width];
    Arrays.fill(name, PathReport.OTHER);
    IntStream.range(0, width)
        .boxed()
        .sorted(
            Comparator.comparingLong((Integer kind) -> -count(step, kind)).thenComparing(k -> k))
        .limit(query.shown())
        .forEach(kind -> name[kind] = query.kinds().get(kind));
    return name;
  }

  private long count(int step, int kind) {
    long count = 0;
    for (int to = 0; to <= width; to++) {
      count += next[(step * width + kind) * (width + 1) + to];
    }
    return count;
  }
}
