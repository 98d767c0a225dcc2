package changke.engine.funnel;

import changke.engine.days.Column;
import changke.engine.days.History;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One person's events of several kinds in the order of time; ties in the order of the kinds given.
///
/// The arrays are used again for every person and grow only for a busier one.
final class Timeline {

  /// Longer silence than this ends a session.
  static final int SESSION_SECONDS = 30 * 60;

  private static final int SLOT_BITS = 16;

  final int[] kinds;
  private final Column[] columns;
  private final @Nullable Trails trails;
  private final int[] slotOfKind;
  private final int[] runEnd;
  private long[] keys = new long[256];
  private long[] spare = new long[256];
  private int size;

  Timeline(History history, int[] kinds) {
    this.kinds = kinds;
    columns = IntStream.of(kinds).mapToObj(history::kind).toArray(Column[]::new);
    runEnd = new int[columns.length];
    trails = null;
    slotOfKind = new int[0];
  }

  /// Reads what was merged already; `kinds` must name all of them.
  Timeline(Trails trails, int[] kinds) {
    this.kinds = kinds;
    this.trails = trails;
    columns = new Column[0];
    runEnd = new int[0];
    slotOfKind = new int[trails.kindCount];
    for (int slot = 0; slot < kinds.length; slot++) {
      if (kinds[slot] < slotOfKind.length) {
        slotOfKind[kinds[slot]] = slot;
      }
    }
  }

  void load(int person) {
    load(person, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Loads a person's events from the second `first` until before `end`.
  void load(int person, long first, long end) {
    size = 0;
    if (trails != null) {
      copy(trails, person, first, end);
      return;
    }
    int runs = 0;
    for (int slot = 0; slot < columns.length; slot++) {
      var column = columns[slot];
      int from = column.from(person);
      int to = column.to(person);
      if (from < to && first > column.earliest()) {
        from = column.lowerBound(from, to, first);
      }
      if (from < to && end <= column.latest()) {
        to = column.lowerBound(from, to, end);
      }
      if (from < to) {
        reserve(size + to - from);
        for (int at = from; at < to; at++) {
          keys[size++] = column.second(at) << SLOT_BITS | slot;
        }
        runEnd[runs++] = size;
      }
    }
    merge(runs);
  }

  /// Trails order the events of one instant by their kinds' numbers; here their slots decide.
  private void copy(Trails trails, int person, long first, long end) {
    int to = trails.to(person);
    int from = trails.lowerBound(trails.from(person), to, first);
    reserve(to - from);
    for (int at = from; at < to; at++) {
      long second = trails.second(at);
      if (second >= end) {
        break;
      }
      long key = second << SLOT_BITS | slotOfKind[trails.kind(at)];
      int place = size++;
      for (; place > 0 && keys[place - 1] > key; place--) {
        keys[place] = keys[place - 1];
      }
      keys[place] = key;
    }
  }

  private void reserve(int wanted) {
    if (wanted > keys.length) {
      keys = Arrays.copyOf(keys, wanted * 2);
      spare = new long[keys.length];
    }
  }

  // Invariant: `keys` consists of `count` sorted runs that end at `runEnd`; every round halves
  // their number.
  private void merge(int runs) {
    for (int count = runs; count > 1; count = (count + 1) / 2) {
      for (int run = 0, from = 0; run < count; run += 2) {
        int middle = runEnd[run];
        int end = run + 1 < count ? runEnd[run + 1] : middle;
        merge(from, middle, end);
        runEnd[run / 2] = end;
        from = end;
      }
      var sorted = spare;
      spare = keys;
      keys = sorted;
    }
  }

  private void merge(int from, int middle, int end) {
    int left = from;
    int right = middle;
    for (int at = from; at < end; at++) {
      boolean takesLeft = right == end || (left < middle && keys[left] <= keys[right]);
      spare[at] = takesLeft ? keys[left++] : keys[right++];
    }
  }

  int size() {
    return size;
  }

  long second(int at) {
    return keys[at] >> SLOT_BITS;
  }

  /// Which of `kinds` the event is.
  int slot(int at) {
    return (int) keys[at] & ((1 << SLOT_BITS) - 1);
  }

  /// The position behind the session that begins at `from`.
  int sessionEnd(int from) {
    int end = from + 1;
    while (end < size && second(end) - second(end - 1) <= SESSION_SECONDS) {
      end++;
    }
    return end;
  }
}
