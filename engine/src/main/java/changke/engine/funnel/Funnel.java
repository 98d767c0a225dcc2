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
      History history, Trails trails, FunnelQuery query, Map<String, People> segments) {
    var reports = new LinkedHashMap<String, FunnelReport>();
    segments.forEach(
        (name, people) -> reports.put(name, tally(history, trails, query, people).report()));
    return reports;
  }

  /// Who got at least to a step, from 0, and with `lost` no further. Stops when there are `most` of
  /// them.
  public static People behind(
      History history,
      Trails trails,
      FunnelQuery query,
      People people,
      int step,
      boolean lost,
      int most) {
    int found = 0;
    var words = new long[(history.people() + 63) >>> 6];
    for (int index = 0; index < words.length && found < most; index++) {
      if (people.word(index) != 0) {
        var all = FunnelScan.of(history, trails, query, people);
        int to = Math.min(history.people(), (index + 1) << 6);
        all.run(index << 6, to);
        long wanted = all.tally().ended(step, lost);
        for (long rest = people.word(index); wanted > 0 && rest != 0; rest &= rest - 1) {
          var one = new long[words.length];
          one[index] = Long.lowestOneBit(rest);
          var single = People.ofWords(one, history.people());
          var alone = FunnelScan.of(history, trails, query, single);
          alone.run(index << 6, to);
          long count = alone.tally().ended(step, lost);
          if (count > 0) {
            words[index] |= Long.lowestOneBit(rest);
            wanted -= count;
            found++;
          }
        }
      }
    }
    return People.ofWords(words, history.people());
  }

  /// Counts over some people from a history alone; whoever asks often keeps its [Trails].
  public static FunnelTally tally(History history, FunnelQuery query, People people) {
    var trails = query.looksAtAllKinds() ? Trails.of(history) : Trails.NONE;
    return tally(history, trails, query, people);
  }

  /// Counts over some people, blocks of them in parallel; counts of disjoint people can be merged.
  ///
  /// @param trails the history's, which questions that look at all kinds are answered from
  public static FunnelTally tally(
      History history, Trails trails, FunnelQuery query, People people) {
    return IntStream.range(0, (history.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> FunnelScan.of(history, trails, query, people),
            (scan, block) ->
                scan.run(block * BLOCK, Math.min(history.people(), (block + 1) * BLOCK)),
            (scan, other) -> scan.tally().merge(other.tally()))
        .tally();
  }
}
