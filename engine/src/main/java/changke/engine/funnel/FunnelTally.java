package changke.engine.funnel;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// How many got how far, and how long each step took.
///
/// Tallies of the same query over disjoint people merge in any order to the tally of them all.
/// Serializable for that; it holds 8 bytes for each step that somebody took.
public final class FunnelTally implements Serializable {

  private static final long serialVersionUID = 1;

  private final FunnelQuery query;
  private final long[] reached;
  private final Durations[] took;

  public FunnelTally(FunnelQuery query) {
    this.query = query;
    reached = new long[query.steps().size()];
    took = new Durations[reached.length - 1];
    for (int i = 0; i < took.length; i++) {
      took[i] = new Durations();
    }
  }

  /// Counts one person or session that got `depth` steps far at these instants.
  void add(int depth, long[] instants) {
    for (int i = 0; i < depth; i++) {
      reached[i]++;
      if (i > 0) {
        took[i - 1].add(instants[i] - instants[i - 1]);
      }
    }
  }

  /// How many got at least to a step, or to it and no further; 0 for a step that there is not.
  long ended(int step, boolean lost) {
    if (step < 0 || step >= reached.length) {
      return 0;
    }
    return reached[step] - (lost && step + 1 < reached.length ? reached[step + 1] : 0);
  }

  /// Counts people who took the first step and no other.
  void addFirstOnly(int people) {
    reached[0] += people;
  }

  /// Adds the other tally to this one and returns this one.
  ///
  /// @throws IllegalArgumentException when it answers another query
  public FunnelTally merge(FunnelTally other) {
    if (!query.equals(other.query)) {
      throw new IllegalArgumentException("tallies of different questions");
    }
    for (int i = 0; i < reached.length; i++) {
      reached[i] += other.reached[i];
      if (i > 0) {
        took[i - 1].addAll(other.took[i - 1]);
      }
    }
    return this;
  }

  /// Reads the report off the sums.
  public FunnelReport report() {
    List<FunnelReport.Row> rows = new ArrayList<>();
    for (int i = 0; i < reached.length; i++) {
      rows.add(
          new FunnelReport.Row(
              query.steps().get(i).kind(), reached[i], quantile(i, .5), quantile(i, .9)));
    }
    return new FunnelReport(query, rows);
  }

  private OptionalLong quantile(int step, double share) {
    return step == 0 || took[step - 1].isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(took[step - 1].quantile(share));
  }
}
