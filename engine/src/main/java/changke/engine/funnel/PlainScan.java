package changke.engine.funnel;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.People;

/// Steps with anything between them: reads the columns of the steps' kinds only, side by side.
///
/// For a fixed first step the earliest next event is always best. Invariant: `at[i]` never goes
/// back, because a later first step cannot use an earlier event; so a person costs no more than the
/// events of the steps' kinds, and nothing is allocated per event. Whoever has no event of the
/// second step is counted 64 at a time, without being looked at.
final class PlainScan extends FunnelScan {

  private final Column[] column;
  private final boolean[] sameKind;
  private final boolean[] laterOnly;
  private final int[] at;
  private final int[] end;
  private final long[] instant;
  private final long[] best;
  private final long window;
  private final long first;
  private final long last;
  private final boolean everyStartCounts;
  private int opened;

  PlainScan(History history, FunnelQuery query, People people) {
    super(query, people);
    int steps = query.steps().size();
    column = new Column[steps];
    sameKind = new boolean[steps];
    laterOnly = new boolean[steps];
    for (int i = 0; i < steps; i++) {
      int kind = query.steps().get(i).kind();
      column[i] = history.kind(kind);
      if (i > 0) {
        int before = query.steps().get(i - 1).kind();
        sameKind[i] = kind == before;
        laterOnly[i] = query.rising() || query.rank(kind) < query.rank(before);
      }
    }
    at = new int[steps];
    end = new int[steps];
    instant = new long[steps];
    best = new long[steps];
    window = query.window().toSeconds();
    first = query.firstSecond();
    last = query.endSecond();
    everyStartCounts = first <= column[0].earliest() && column[0].latest() < last;
  }

  @Override
  void run(int from, int to) {
    for (int index = from >>> 6; index << 6 < to; index++) {
      long began = people.word(index) & column[0].word(index);
      long further = everyStartCounts ? began & mayGoOn(index) : began;
      tally().addFirstOnly(Long.bitCount(began ^ further));
      for (; further != 0; further &= further - 1) {
        int depth = furthest((index << 6) + Long.numberOfTrailingZeros(further));
        if (depth > 0) {
          tally().add(depth, best);
        }
      }
    }
  }

  private long mayGoOn(int index) {
    return column.length > 1 ? column[1].word(index) : 0;
  }

  private int furthest(int person) {
    at[0] = column[0].advance(column[0].from(person), column[0].to(person), first);
    end[0] = column[0].to(person);
    opened = 1;
    int furthest = 0;
    int reachable = at.length;
    while (at[0] < end[0] && furthest < reachable) {
      instant[0] = column[0].second(at[0]);
      if (instant[0] >= last) {
        break;
      }
      int depth = chain(person);
      if (depth > furthest) {
        furthest = depth;
        System.arraycopy(instant, 0, best, 0, depth);
      }
      if (depth == at.length) {
        break;
      }
      if (at[depth] == end[depth]) {
        // When a step has no event left, no later chain gets there either.
        reachable = depth;
        at[0]++;
      } else {
        // The event that came too late is too late for every first step before its window as well.
        at[0] = column[0].advance(at[0] + 1, end[0], instant[depth] - window);
      }
    }
    return furthest;
  }

  /// How far the chain gets that begins at `at[0]`. Invariant: `at` and `end` are set for the first
  /// `opened` steps; most people never come to the later ones.
  private int chain(int person) {
    long limit = instant[0] + window;
    for (int i = 1; i < at.length; i++) {
      var events = column[i];
      if (i == opened) {
        at[i] = events.from(person);
        end[i] = events.to(person);
        opened++;
      }
      long earliest = laterOnly[i] ? instant[i - 1] + 1 : instant[i - 1];
      int next = sameKind[i] ? Math.max(at[i], at[i - 1] + 1) : at[i];
      next = events.advance(next, end[i], earliest);
      at[i] = next;
      if (next >= end[i]) {
        at[i] = end[i];
        return i;
      }
      instant[i] = events.second(next);
      if (instant[i] > limit) {
        return i;
      }
    }
    return at.length;
  }
}
