package changke.engine.funnel;

import changke.engine.days.People;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Follows people through their sessions.
public final class Paths {

  private static final int BLOCK = 8192;

  private Paths() {}

  /// The report over everybody.
  public static PathReport report(Trails trails, PathQuery query) {
    return tally(trails, query, People.all(trails.people)).report();
  }

  /// Counts over some people, blocks of them in parallel; counts of disjoint people can be merged.
  public static PathTally tally(Trails trails, PathQuery query, People people) {
    return IntStream.range(0, (trails.people + BLOCK - 1) / BLOCK)
        .parallel()
        .collect(
            () -> new Walk(trails, query),
            (walk, block) -> walk.run(people, block * BLOCK),
            (walk, other) -> walk.tally.merge(other.tally))
        .tally;
  }

  /// Whose sessions went from a kind at a step to another kind at the next one; with
  /// [PathReport#DROP_OFF] for the latter, whose sessions ended there. Stops when there are `most`
  /// of them.
  public static People behind(
      Trails trails, PathQuery query, People people, int step, int from, int to, int most) {
    var walk = new Walk(trails, query);
    int found = 0;
    var words = new long[(trails.people + 63) >>> 6];
    for (int person = 0; person < trails.people && found < most; person++) {
      if (people.contains(person)) {
        long before = walk.tally.count(step, from, to);
        walk.follow(person);
        if (walk.tally.count(step, from, to) > before) {
          words[person >>> 6] |= 1L << person;
          found++;
        }
      }
    }
    return People.ofWords(words, trails.people);
  }

  private static final class Walk {
    final PathTally tally;
    private final PathQuery query;
    private final Trails trails;
    private final int[] slotOfKind;
    private final int[] path;

    Walk(Trails trails, PathQuery query) {
      this.query = query;
      this.trails = trails;
      tally = new PathTally(query);
      slotOfKind = new int[trails.kindCount];
      Arrays.fill(slotOfKind, -1);
      for (int slot = 0; slot < query.kinds().size(); slot++) {
        if (query.kinds().get(slot) < slotOfKind.length) {
          slotOfKind[query.kinds().get(slot)] = slot;
        }
      }
      path = new int[query.length()];
    }

    void run(People people, int first) {
      int end = Math.min(trails.people, first + BLOCK);
      for (int index = first >>> 6; index << 6 < end; index++) {
        for (long rest = people.word(index); rest != 0; rest &= rest - 1) {
          follow((index << 6) + Long.numberOfTrailingZeros(rest));
        }
      }
    }

    /// Every session of one person that begins in the query's time.
    void follow(int person) {
      int from = trails.from(person);
      int end = trails.to(person);
      int at = trails.lowerBound(from, end, query.firstSecond());
      while (at > from && at < end && !trails.isAfterSilence(at)) {
        at++;
      }
      while (at < end && trails.second(at) < query.endSecond()) {
        at = session(at, end);
      }
    }

    /// Counts the session that begins at a position; says where it ends.
    private int session(int first, int end) {
      int length = 0;
      int before = -1;
      boolean begun = query.from() < 0;
      int at = first;
      do {
        int kind = trails.kind(at);
        int slot = slotOfKind[kind];
        begun |= kind == query.from();
        if (begun && slot >= 0 && length < path.length && !(query.collapse() && slot == before)) {
          path[length++] = slot;
          before = slot;
        }
        at++;
      } while (at < end && !trails.isAfterSilence(at));
      tally.add(path, length);
      return at;
    }
  }
}
