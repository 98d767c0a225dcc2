package changke.engine.funnel;

import changke.engine.days.History;
import java.util.Arrays;
import java.util.stream.IntStream;

/// All events of every person in the order of time, whatever their kind: what a history's columns
/// hold kind by kind, merged once, for questions about what came next.
///
/// Immutable; 6 bytes an event and 4 a person. Events of one instant are in the order of their
/// kinds' numbers. Invariant: the events of person p are at `from(p)` until `to(p)`.
public final class Trails {

  private static final int BLOCK = 4096;

  /// No events of nobody.
  public static final Trails NONE = new Trails(0, new int[1], 0);

  final int people;
  final int kindCount;
  private final long base;
  private final int[] start;
  private final int[] seconds;
  private final short[] kinds;

  private Trails(long base, int[] start, int kindCount) {
    this.people = start.length - 1;
    this.kindCount = kindCount;
    this.base = base;
    this.start = start;
    seconds = new int[start[people]];
    kinds = new short[start[people]];
  }

  /// Merges the columns, blocks of people in parallel.
  ///
  /// @throws IllegalArgumentException when all events together span more than 136 years
  public static Trails of(History history) {
    long base = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int kind = 0; kind < history.kinds(); kind++) {
      if (history.kind(kind).size() > 0) {
        base = Math.min(base, history.kind(kind).earliest());
        latest = Math.max(latest, history.kind(kind).latest());
      }
    }
    if (latest > base && (latest - base) >>> 32 != 0) {
      throw new IllegalArgumentException("events from " + base + " to " + latest);
    }
    var trails = new Trails(base, starts(history), history.kinds());
    IntStream.range(0, (history.people() + BLOCK - 1) / BLOCK)
        .parallel()
        .forEach(block -> trails.fill(history, block * BLOCK));
    return trails;
  }

  private static int[] starts(History history) {
    var start = new int[history.people() + 1];
    for (int kind = 0; kind < history.kinds(); kind++) {
      var column = history.kind(kind);
      if (column.size() > 0) {
        for (int person = 0; person < history.people(); person++) {
          start[person + 1] += column.to(person) - column.from(person);
        }
      }
    }
    Arrays.parallelPrefix(start, Math::addExact);
    return start;
  }

  private void fill(History history, int first) {
    var timeline = new Timeline(history, IntStream.range(0, history.kinds()).toArray());
    for (int person = first; person < Math.min(people, first + BLOCK); person++) {
      timeline.load(person);
      for (int at = 0; at < timeline.size(); at++) {
        seconds[start[person] + at] = (int) (timeline.second(at) - base);
        kinds[start[person] + at] = (short) timeline.slot(at);
      }
    }
  }

  int from(int person) {
    return start[Math.min(person, people)];
  }

  int to(int person) {
    return start[Math.min(person + 1, people)];
  }

  long second(int at) {
    return base + Integer.toUnsignedLong(seconds[at]);
  }

  int kind(int at) {
    return kinds[at];
  }

  /// Whether the event at a position, not a person's first, comes after so long a silence that a
  /// session begins with it.
  boolean isAfterSilence(int at) {
    return Integer.compareUnsigned(seconds[at] - seconds[at - 1], Timeline.SESSION_SECONDS) > 0;
  }

  /// The first position in `from` until `to` at or after an instant.
  int lowerBound(int from, int to, long second) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (second(middle) < second) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Bytes of all arrays in memory.
  public long bytes() {
    return 4L * start.length + 6L * seconds.length;
  }
}
