package changke.insights;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/// Where people came from: arrivals through a campaign or another site, by person and time.
/// Immutable.
final class Touches {

  private final int[] start;
  private final long[] keys;
  private final List<String> channels;

  /// Arrivals as they came in.
  static final class Growing {

    int size;
    int[] person = new int[16];
    int[] second = new int[16];
    short[] channel = new short[16];

    void add(int who, int at, int from) {
      if (size == person.length) {
        person = Arrays.copyOf(person, size * 2);
        second = Arrays.copyOf(second, size * 2);
        channel = Arrays.copyOf(channel, size * 2);
      }
      person[size] = who;
      second[size] = at;
      channel[size++] = (short) from;
    }
  }

  Touches(Growing all, int people, IntUnaryOperator root, List<String> channels) {
    this.channels = List.copyOf(channels);
    start = new int[people + 1];
    for (int i = 0; i < all.size; i++) {
      start[root.applyAsInt(all.person[i]) + 1]++;
    }
    Arrays.parallelPrefix(start, Integer::sum);
    keys = new long[all.size];
    var next = Arrays.copyOf(start, start.length);
    for (int i = 0; i < all.size; i++) {
      keys[next[root.applyAsInt(all.person[i])]++] =
          Integer.toUnsignedLong(all.second[i]) << 16 | (all.channel[i] & 0xffff);
    }
    for (int p = 0; p < people; p++) {
      if (start[p + 1] - start[p] > 1) {
        Arrays.sort(keys, start[p], start[p + 1]);
      }
    }
  }

  List<String> channels() {
    return channels;
  }

  int size() {
    return keys.length;
  }

  int from(int person) {
    return start[Math.min(person, start.length - 1)];
  }

  int to(int person) {
    return start[Math.min(person + 1, start.length - 1)];
  }

  long second(int at) {
    return keys[at] >>> 16;
  }

  int channel(int at) {
    return (int) (keys[at] & 0xffff);
  }
}
