package changke.engine.funnel;

import changke.engine.days.History;
import changke.engine.days.People;

/// Counts a stretch of people. One scan serves one thread.
abstract sealed class FunnelScan permits PlainScan, ChainScan {

  final FunnelQuery query;
  final People people;
  private final FunnelTally tally;

  FunnelScan(FunnelQuery query, People people) {
    this.query = query;
    this.people = people;
    tally = new FunnelTally(query);
  }

  static FunnelScan of(History history, Trails trails, FunnelQuery query, People people) {
    return query.isPlain()
        ? new PlainScan(history, query, people)
        : new ChainScan(history, trails, query, people);
  }

  final FunnelTally tally() {
    return tally;
  }

  /// Counts people from `from` until `to`; `from` is a multiple of 64.
  abstract void run(int from, int to);
}
