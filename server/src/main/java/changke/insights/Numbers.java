package changke.insights;

import java.util.Arrays;
import java.util.UUID;

/// Ids by dense numbers from 0, and back: 24 bytes an id. Not for several threads at a time.
///
/// Invariant: `table` holds number + 1 at the first free place from the id's hash on, 0 is free,
/// and at least a third of it is free.
final class Numbers {

  static final int UNKNOWN = -1;

  private long[] high = new long[16];
  private long[] low = new long[16];
  private int[] table = new int[64];
  private int size;

  int size() {
    return size;
  }

  /// The number of an id, or [#UNKNOWN].
  int find(UUID id) {
    return table[place(id.getMostSignificantBits(), id.getLeastSignificantBits())] - 1;
  }

  /// Gives the next number to an id that has none.
  int add(UUID id) {
    if (size == high.length) {
      high = Arrays.copyOf(high, size * 2);
      low = Arrays.copyOf(low, size * 2);
    }
    if (size * 3 >= table.length * 2) {
      grow();
    }
    high[size] = id.getMostSignificantBits();
    low[size] = id.getLeastSignificantBits();
    table[place(high[size], low[size])] = size + 1;
    return size++;
  }

  UUID id(int number) {
    return new UUID(high[number], low[number]);
  }

  /// All ids in the order of their numbers; stays as it is when more are added.
  Ids copy() {
    return new Ids(Arrays.copyOf(high, size), Arrays.copyOf(low, size));
  }

  private int place(long high, long low) {
    long hash = (high ^ low * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
    int at = (int) (hash >>> 32) & (table.length - 1);
    while (table[at] != 0 && (this.high[table[at] - 1] != high || this.low[table[at] - 1] != low)) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  private void grow() {
    table = new int[table.length * 2];
    for (int i = 0; i < size; i++) {
      table[place(high[i], low[i])] = i + 1;
    }
  }

  /// Ids by number, for readers.
  static final class Ids {

    private final long[] high;
    private final long[] low;

    private Ids(long[] high, long[] low) {
      this.high = high;
      this.low = low;
    }

    int size() {
      return high.length;
    }

    UUID get(int number) {
      return new UUID(high[number], low[number]);
    }
  }
}
