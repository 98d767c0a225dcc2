package changke.engine.funnel;

import java.util.Arrays;

/// Says which events serve a step and which two fit as neighbours in a chain.
///
/// After [#look], tables say for each event where the last one before it lies: of each step's kind,
/// and of each exclusion (the latest instant strictly before). So a pair is judged without looking
/// between.
final class Fit {

  private static final long NEVER = Long.MIN_VALUE;

  private final FunnelQuery query;
  private final Timeline timeline;
  private final int steps;
  private final int exclusions;
  private final int[] slotOfStep;
  private final int[] slotOfExclusion;
  private final long[] within;
  private final boolean[] countsAsNeighbour;
  private final boolean looksForRepeats;
  private int from;
  private int[] order = new int[0];
  private int[] lastOfStep = new int[0];
  private long[] lastExcluded = new long[0];

  Fit(FunnelQuery query, Timeline timeline) {
    this.query = query;
    this.timeline = timeline;
    steps = query.steps().size();
    exclusions = query.exclusions().size();
    looksForRepeats = query.order() == FunnelQuery.Order.NO_REPEATS;
    slotOfStep = query.steps().stream().mapToInt(step -> slot(step.kind())).toArray();
    slotOfExclusion = query.exclusions().stream().mapToInt(x -> slot(x.kind())).toArray();
    within = query.steps().stream().mapToLong(step -> step.within().toSeconds()).toArray();
    countsAsNeighbour = new boolean[timeline.kinds.length];
    Arrays.fill(countsAsNeighbour, query.order() == FunnelQuery.Order.ALL_ADJACENT);
    for (int slot : slotOfStep) {
      countsAsNeighbour[slot] = true;
    }
  }

  private int slot(int kind) {
    for (int slot = 0; slot < timeline.kinds.length; slot++) {
      if (timeline.kinds[slot] == kind) {
        return slot;
      }
    }
    throw new IllegalArgumentException("kind " + kind + " is not on the timeline");
  }

  /// Turns to the events from `from` until `to`.
  void look(int from, int to) {
    this.from = from;
    int size = to - from;
    if (order.length < size) {
      order = new int[size * 2];
      lastOfStep = new int[size * 2 * steps];
      lastExcluded = new long[size * 2 * exclusions];
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      order[i] = countsAsNeighbour[timeline.slot(from + i)] ? count++ : -1;
      for (int step = 0; step < (looksForRepeats ? steps : 0); step++) {
        boolean before = i > 0 && timeline.slot(from + i - 1) == slotOfStep[step];
        lastOfStep[i * steps + step] =
            before ? from + i - 1 : i == 0 ? -1 : lastOfStep[(i - 1) * steps + step];
      }
      for (int x = 0; x < exclusions; x++) {
        lastExcluded[i * exclusions + x] = lastExcluded(i, x);
      }
    }
  }

  /// The latest excluded instant strictly before the i-th event.
  private long lastExcluded(int i, int x) {
    int at = from + i - 1;
    while (at >= from && timeline.second(at) == timeline.second(from + i)) {
      at--;
    }
    int group = at;
    while (at >= from && timeline.second(at) == timeline.second(group)) {
      if (timeline.slot(at) == slotOfExclusion[x]) {
        return timeline.second(at);
      }
      at--;
    }
    return group < from ? NEVER : lastExcluded[(group - from) * exclusions + x];
  }

  boolean serves(int step, int at) {
    return timeline.slot(at) == slotOfStep[step];
  }

  /// Whether `at` can serve `step` when `before` served the step before it.
  boolean follows(int step, int before, int at) {
    return timeline.second(at) - timeline.second(before) <= within[step]
        && hasRightNeighbour(step, before, at)
        && !isPoisoned(step, before, at);
  }

  private boolean hasRightNeighbour(int step, int before, int at) {
    return switch (query.order()) {
      case ANY_BETWEEN -> true;
      case STEPS_ADJACENT, ALL_ADJACENT -> order[at - from] == order[before - from] + 1;
      case NO_REPEATS -> {
        for (int done = 0; done < step; done++) {
          if (lastOfStep[(at - from) * steps + done] > before) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  /// An exclusion lies strictly between two neighbours whose stretch it watches over.
  private boolean isPoisoned(int step, int before, int at) {
    for (int x = 0; x < exclusions; x++) {
      var exclusion = query.exclusions().get(x);
      if (exclusion.after() <= step
          && step < exclusion.before()
          && lastExcluded[(at - from) * exclusions + x] > timeline.second(before)) {
        return true;
      }
    }
    return false;
  }
}
