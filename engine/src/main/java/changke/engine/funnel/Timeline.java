package changke.engine.funnel;

import changke.engine.days.Column;
import changke.engine.days.History;
import java.util.Arrays;
import java.util.stream.IntStream;

/// One person's events of several kinds in the order of time; ties in the order of the kinds given.
///
/// The arrays are used again for every person and grow only for a busier one.
final class Timeline {

  /// Longer silence than this ends a session.
  static final long SESSION_SECONDS = 30 * 60;

  private static final int SLOT_BITS = 16;

  final int[] kinds;
  private final Column[] columns;
  private long[] keys = new long[256];
  private int size;

  Timeline(History history, int[] kinds) {
    this.kinds = kinds;
    columns = IntStream.of(kinds).mapToObj(history::kind).toArray(Column[]::new);
  }

  void load(int person) {
    size = 0;
    for (int slot = 0; slot < columns.length; slot++) {
      var column = columns[slot];
      int to = column.to(person);
      for (int at = column.from(person); at < to; at++) {
        if (size == keys.length) {
          keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size++] = column.second(at) << SLOT_BITS | slot;
      }
    }
    Arrays.sort(keys, 0, size);
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
