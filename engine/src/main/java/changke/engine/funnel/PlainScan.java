package changke.engine.funnel;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.People;

/// Steps with anything between them: reads the columns of the steps' kinds only, side by side.
///
/// For a fixed first step the earliest next event is always best. Invariant: `at[i]` never goes
/// back, because a later first step cannot use an earlier event; so a person costs no more than the
/// events of the steps' kinds, and nothing is allocated per event.
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
  }

  @Override
  void run(int from, int to) {
    var starts = column[0];
    for (int person = from; person < to; person++) {
      if (starts.from(person) < starts.to(person) && people.contains(person)) {
        int depth = furthest(person);
        if (depth > 0) {
          tally().add(depth, best);
        }
      }
    }
  }

  private int furthest(int person) {
    for (int i = 0; i < at.length; i++) {
      at[i] = column[i].from(person);
      end[i] = column[i].to(person);
    }
    int furthest = 0;
    int reachable = at.length;
    for (; at[0] < end[0] && furthest < reachable; at[0]++) {
      instant[0] = column[0].second(at[0]);
      if (instant[0] >= last) {
        break;
      }
      if (instant[0] >= first) {
        int depth = chain();
        if (depth > furthest) {
          furthest = depth;
          System.arraycopy(instant, 0, best, 0, depth);
        }
        // When a step has no event left, no later chain gets there either.
        if (depth < at.length && at[depth] == end[depth]) {
          reachable = depth;
        }
      }
    }
    return furthest;
  }

  /// How far the chain gets that begins at `at[0]`.
  private int chain() {
    long limit = instant[0] + window;
    for (int i = 1; i < at.length; i++) {
      long earliest = laterOnly[i] ? instant[i - 1] + 1 : instant[i - 1];
      int next = sameKind[i] ? Math.max(at[i], at[i - 1] + 1) : at[i];
      var events = column[i];
      while (next < end[i] && events.second(next) < earliest) {
        next++;
      }
      at[i] = next;
      if (next == end[i]) {
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
