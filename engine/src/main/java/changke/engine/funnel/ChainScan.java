package changke.engine.funnel;

import changke.engine.days.History;
import changke.engine.days.People;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Every other funnel: merges a person's events and searches chains whose neighbours fit.
///
/// Whether two events fit as neighbouring steps gets only easier as they move closer, so of all
/// events that a chain can reach as step i the latest one is enough (forwards), and of all that
/// lead on the earliest (backwards). Both passes are linear for one first step.
final class ChainScan extends FunnelScan {

  private final Timeline timeline;
  private final Fit fit;
  private final int steps;
  private final long window;
  private final long first;
  private final long last;
  private final int[] latest;
  private final int[] older;
  private final int[] earliest;
  private final int[] later;
  private final long[] instants;
  private final long[] best;
  private int[] follow = new int[0];

  ChainScan(History history, FunnelQuery query, People people) {
    super(query, people);
    timeline = new Timeline(history, kinds(history, query));
    fit = new Fit(query, timeline);
    steps = query.steps().size();
    window = query.window().toSeconds();
    first = query.firstSecond();
    last = query.endSecond();
    latest = new int[steps];
    older = new int[steps];
    earliest = new int[steps];
    later = new int[steps];
    instants = new long[steps];
    best = new long[steps];
  }

  /// Steps' kinds in their order, then what else can lie between.
  private static int[] kinds(History history, FunnelQuery query) {
    boolean everything =
        query.order() == FunnelQuery.Order.ALL_ADJACENT || query.per() == FunnelQuery.Per.SESSION;
    return Stream.of(
            query.steps().stream().mapToInt(FunnelQuery.Step::kind),
            query.exclusions().stream().mapToInt(FunnelQuery.Exclusion::kind),
            IntStream.range(0, everything ? history.kinds() : 0))
        .flatMapToInt(kinds -> kinds)
        .distinct()
        .toArray();
  }

  @Override
  void run(int from, int to) {
    for (int person = from; person < to; person++) {
      if (people.contains(person)) {
        timeline.load(person);
        if (query.per() == FunnelQuery.Per.SESSION) {
          for (int at = 0, end; at < timeline.size(); at = end) {
            end = timeline.sessionEnd(at);
            count(at, end);
          }
        } else if (timeline.size() > 0) {
          count(0, timeline.size());
        }
      }
    }
  }

  private void count(int from, int to) {
    fit.look(from, to);
    int furthest = 0;
    for (int at = from; at < to && furthest < steps; at++) {
      long second = timeline.second(at);
      if (fit.serves(0, at) && second >= first && second < last) {
        int end = at + 1;
        while (end < to && timeline.second(end) <= second + window) {
          end++;
        }
        int depth = depth(at, end);
        if (depth > furthest) {
          furthest = depth;
          trace(at, end, depth);
          System.arraycopy(instants, 0, best, 0, depth);
        }
      }
    }
    if (furthest > 0) {
      tally().add(furthest, best);
    }
  }

  /// How far a chain gets that begins at `start`. Invariant: `latest[i]` is the last event so far
  /// that serves step i at the end of a chain, `older[i]` the last of an earlier instant than that.
  private int depth(int start, int end) {
    Arrays.fill(latest, -1);
    Arrays.fill(older, -1);
    latest[0] = start;
    int depth = 1;
    for (int at = start + 1; at < end && depth < steps; at++) {
      for (int step = Math.min(depth, steps - 1); step > 0; step--) {
        if (fit.serves(step, at)) {
          int before = latest[step - 1];
          if (query.rising() && before >= 0 && timeline.second(before) == timeline.second(at)) {
            before = older[step - 1];
          }
          if (before >= 0 && fit.follows(step, before, at)) {
            if (latest[step] >= 0 && timeline.second(latest[step]) < timeline.second(at)) {
              older[step] = latest[step];
            }
            latest[step] = at;
            depth = Math.max(depth, step + 1);
          }
        }
      }
    }
    return depth;
  }

  /// The first chain from `start` that gets `depth` far. Invariant: `earliest[i]` is the first
  /// event from here on that serves step i and leads on to the end, `later[i]` the first of a later
  /// instant.
  private void trace(int start, int end, int depth) {
    int width = end - start;
    if (follow.length < width * steps) {
      follow = new int[width * steps * 2];
    }
    Arrays.fill(earliest, -1);
    Arrays.fill(later, -1);
    for (int at = end - 1; at >= start; at--) {
      for (int step = 0; step < depth; step++) {
        if ((step == 0) == (at == start) && fit.serves(step, at)) {
          int next = step == depth - 1 ? at : next(step, at);
          if (next >= 0) {
            follow[(at - start) * steps + step] = next;
            if (earliest[step] >= 0 && timeline.second(earliest[step]) > timeline.second(at)) {
              later[step] = earliest[step];
            }
            earliest[step] = at;
          }
        }
      }
    }
    for (int step = 0, at = start; step < depth; step++) {
      instants[step] = timeline.second(at);
      at = follow[(at - start) * steps + step];
    }
  }

  private int next(int step, int at) {
    int next = earliest[step + 1];
    if (query.rising() && next >= 0 && timeline.second(next) == timeline.second(at)) {
      next = later[step + 1];
    }
    return next >= 0 && fit.follows(step + 1, at, next) ? next : -1;
  }
}
