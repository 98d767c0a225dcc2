package changke.engine.funnel;

import changke.engine.days.History;
import changke.engine.days.People;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// Answers funnel questions.
public final class Funnel {

  private static final int BLOCK = 8192;

  private Funnel() {}

  /// The report over everybody.
  public static FunnelReport report(History history, FunnelQuery query) {
    return tally(history, query, People.all(history.people())).report();
  }

  /// One report for each segment, in the order given: where each of them drops off.
  public static SequencedMap<String, FunnelReport> bySegment(
      History history, FunnelQuery query, Map<String, People> segments) {
    var reports = new LinkedHashMap<String, FunnelReport>();
    segments.forEach((name, people) -> reports.put(name, tally(history, query, people).report()));
    return reports;
  }

  /// Counts over some people, blocks of them in parallel; counts of disjoint people can be merged.
  public static FunnelTally tally(History history, FunnelQuery query, People people) {
    return IntStream.range(0, (history.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> FunnelScan.of(history, query, people),
            (scan, block) ->
                scan.run(block * BLOCK, Math.min(history.people(), (block + 1) * BLOCK)),
            (scan, other) -> scan.tally().merge(other.tally()))
        .tally();
  }
}
