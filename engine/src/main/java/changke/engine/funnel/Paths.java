package changke.engine.funnel;

import changke.engine.days.History;
import changke.engine.days.People;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Follows people through their sessions.
public final class Paths {

  private static final int BLOCK = 8192;

  private Paths() {}

  /// The report over everybody.
  public static PathReport report(History history, PathQuery query) {
    return tally(history, query, People.all(history.people())).report();
  }

  /// Counts over some people, blocks of them in parallel; counts of disjoint people can be merged.
  public static PathTally tally(History history, PathQuery query, People people) {
    return IntStream.range(0, (history.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> new Walk(history, query, people),
            (walk, block) ->
                walk.run(block * BLOCK, Math.min(history.people(), (block + 1) * BLOCK)),
            (walk, other) -> walk.tally.merge(other.tally))
        .tally;
  }

  /// Whose sessions went from a kind at a step to another kind at the next one; with
  /// [PathReport#DROP_OFF] for the latter, whose sessions ended there. Stops when there are `most`
  /// of them.
  public static People behind(
      History history, PathQuery query, People people, int step, int from, int to, int most) {
    var walk = new Walk(history, query, people);
    int found = 0;
    var words = new long[(history.people() + 63) >>> 6];
    for (int person = 0; person < history.people() && found < most; person++) {
      if (people.contains(person)) {
        long before = walk.tally.count(step, from, to);
        walk.run(person, person + 1);
        if (walk.tally.count(step, from, to) > before) {
          words[person >>> 6] |= 1L << person;
          found++;
        }
      }
    }
    return People.ofWords(words, history.people());
  }

  private static final class Walk {
    final PathTally tally;
    private final PathQuery query;
    private final People people;
    private final Timeline timeline;
    private final int[] slotOfKind;
    private final int[] path;

    Walk(History history, PathQuery query, People people) {
      this.query = query;
      this.people = people;
      tally = new PathTally(query);
      timeline = new Timeline(history, IntStream.range(0, history.kinds()).toArray());
      slotOfKind = new int[history.kinds()];
      Arrays.fill(slotOfKind, -1);
      for (int slot = 0; slot < query.kinds().size(); slot++) {
        if (query.kinds().get(slot) < slotOfKind.length) {
          slotOfKind[query.kinds().get(slot)] = slot;
        }
      }
      path = new int[query.length()];
    }

    void run(int from, int to) {
      for (int person = from; person < to; person++) {
        if (people.contains(person)) {
          timeline.load(person, query.firstSecond(), query.endSecond());
          for (int at = 0, end; at < timeline.size(); at = end) {
            end = timeline.sessionEnd(at);
            if (timeline.second(at) >= query.firstSecond()
                && timeline.second(at) < query.endSecond()) {
              follow(at, end);
            }
          }
        }
      }
    }

    private void follow(int from, int to) {
      int length = 0;
      int before = -1;
      boolean begun = query.from() < 0;
      for (int at = from; at < to && length < path.length; at++) {
        int kind = timeline.slot(at);
        int slot = slotOfKind[kind];
        begun |= kind == query.from();
        if (begun && slot >= 0 && !(query.collapse() && slot == before)) {
          path[length++] = slot;
          before = slot;
        }
      }
      tally.add(path, length);
    }
  }
}
