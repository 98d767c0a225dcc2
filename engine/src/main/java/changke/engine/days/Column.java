package changke.engine.days;

import org.jspecify.annotations.Nullable;

/// One kind's events: for each person a slice of instants in rising order, with signed amounts
/// beside them where the kind carries money.
///
/// Invariant: the events of person p are at `from(p)` until `to(p)`, and slices follow each other.
/// A person behind the last one has an empty slice.
public final class Column {

  static final Column EMPTY = new Column(0, 0, new int[1], new int[0], null);

  private final long base;
  private final long latest;
  private final int[] start;
  private final int[] seconds;
  private final long @Nullable [] amounts;

  Column(long base, long latest, int[] start, int[] seconds, long @Nullable [] amounts) {
    this.base = base;
    this.latest = latest;
    this.start = start;
    this.seconds = seconds;
    this.amounts = amounts;
  }

  public int size() {
    return seconds.length;
  }

  public int from(int person) {
    return start[Math.min(person, start.length - 1)];
  }

  public int to(int person) {
    return start[Math.min(person + 1, start.length - 1)];
  }

  /// Who of the 64 people from 64 × `index` has an event, lowest bit first; 0 behind the last.
  public long word(int index) {
    int from = index << 6;
    int to = Math.min(from + 64, start.length - 1);
    long word = 0;
    for (int person = from; person < to; person++) {
      // Slices never shrink, so the sign of the difference says it without a branch.
      word |= (long) ((start[person] - start[person + 1]) >>> 31) << person;
    }
    return word;
  }

  /// The instant of the event at a position, in seconds since 1970.
  public long second(int position) {
    return base + seconds[position];
  }

  /// The amount of the event at a position in minor units; 0 for a kind without money.
  public long amount(int position) {
    return amounts == null ? 0 : amounts[position];
  }

  /// The instant of the kind's first event by anybody, in seconds since 1970.
  public long earliest() {
    return base;
  }

  /// The instant of the kind's last event by anybody, in seconds since 1970.
  public long latest() {
    return latest;
  }

  /// The first position from `from` on, below `to`, whose instant is at or after `second`: like
  /// [#lowerBound], for whoever walks on in small steps.
  public int advance(int from, int to, long second) {
    long wanted = second - base;
    int at = from;
    while (at < to && seconds[at] < wanted) {
      at++;
    }
    return at;
  }

  /// The first position in `from` until `to` whose instant is at or after `second`.
  public int lowerBound(int from, int to, long second) {
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

  /// Bytes of the arrays behind this column.
  public long bytes() {
    return 4L * start.length + 4L * seconds.length + (amounts == null ? 0 : 8L * amounts.length);
  }
}
