package changke.engine.funnel;

import java.util.List;
import java.util.OptionalLong;

/// A funnel with the question that it answers.
public record FunnelReport(FunnelQuery query, List<Row> rows) {

  public FunnelReport {
    rows = List.copyOf(rows);
  }

  /// One step.
  ///
  /// @param reached people or sessions that got at least this far
  /// @param medianSeconds from the step before, of those who took the step; empty for the first
  /// @param p90Seconds nine in ten took at most this long
  public record Row(int kind, long reached, OptionalLong medianSeconds, OptionalLong p90Seconds) {}

  /// How many of those who did the step before went no further; 0 for the first step.
  public long lostAt(int step) {
    return step == 0 ? 0 : rows.get(step - 1).reached() - rows.get(step).reached();
  }

  /// The share of those who entered that got to a step.
  public double share(int step) {
    long entered = rows.getFirst().reached();
    return entered == 0 ? 0 : (double) rows.get(step).reached() / entered;
  }
}
