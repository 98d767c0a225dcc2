package changke.engine.funnel;

import changke.engine.days.Column;
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

  private final Column firstStep;
  private final Column secondStep;
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

  ChainScan(History history, Trails trails, FunnelQuery query, People people) {
    super(query, people);
    var kinds = kinds(history, query);
    timeline = query.looksAtAllKinds() ? new Timeline(trails, kinds) : new Timeline(history, kinds);
    firstStep = history.kind(query.steps().getFirst().kind());
    secondStep = history.kind(query.steps().get(Math.min(1, query.steps().size() - 1)).kind());
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
    return Stream.of(
            query.steps().stream().mapToInt(FunnelQuery.Step::kind),
            query.exclusions().stream().mapToInt(FunnelQuery.Exclusion::kind),
            IntStream.range(0, query.looksAtAllKinds() ? history.kinds() : 0))
        .flatMapToInt(kinds -> kinds)
        .distinct()
        .toArray();
  }

  @Override
  void run(int from, int to) {
    for (int index = from >>> 6; index << 6 < to; index++) {
      long began = people.word(index) & firstStep.word(index);
      long further = secondStep.word(index);
      for (; began != 0; began &= began - 1) {
        follow((index << 6) + Long.numberOfTrailingZeros(began), (began & -began & further) != 0);
      }
    }
  }

  /// Nothing before the first event that can begin a chain can matter, and nothing too long after
  /// the last one.
  private void follow(int person, boolean mayGoOn) {
    int to = firstStep.to(person);
    int earliest = firstStep.lowerBound(firstStep.from(person), to, first);
    int behind = firstStep.lowerBound(earliest, to, last);
    if (earliest == behind) {
      return;
    }
    boolean perPerson = query.per() == FunnelQuery.Per.PERSON;
    if (perPerson && !mayGoOn) {
      tally().addFirstOnly(1);
      return;
    }
    timeline.load(person, firstStep.second(earliest), firstStep.second(behind - 1) + window + 1);
    if (perPerson) {
      count(0, timeline.size());
      return;
    }
    for (int at = 0, end; at < timeline.size(); at = end) {
      end = timeline.sessionEnd(at);
      count(at, end);
    }
  }

  private void count(int from, int to) {
    int start = from;
    while (start < to && !fit.serves(0, start)) {
      start++;
    }
    if (start == to || timeline.second(start) >= last) {
      return;
    }
    if (!goesOn(start, to)) {
      tally().addFirstOnly(1);
      return;
    }
    fit.look(start, to);
    int furthest = 0;
    for (int at = start; at < to && furthest < steps && timeline.second(at) < last; at++) {
      if (fit.serves(0, at)) {
        long limit = timeline.second(at) + window;
        int reach = query.order() == FunnelQuery.Order.ALL_ADJACENT ? Math.min(to, at + steps) : to;
        int end = at + 1;
        while (end < reach && timeline.second(end) <= limit) {
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
    tally().add(furthest, best);
  }

  private boolean goesOn(int start, int to) {
    for (int at = start + 1; steps > 1 && at < to; at++) {
      if (fit.serves(1, at)) {
        return true;
      }
    }
    return false;
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
