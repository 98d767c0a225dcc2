package changke.engine.days;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Sorts one person's slice; histories mostly arrive in time order, so the sorted case comes first.
final class Slices {

  private static final int SMALL = 24;

  private Slices() {}

  static void sort(int[] keys, long @Nullable [] values, int from, int to) {
    int sorted = from + 1;
    while (sorted < to && keys[sorted - 1] <= keys[sorted]) {
      sorted++;
    }
    if (sorted >= to) {
      return;
    }
    if (values == null && to - from > SMALL) {
      Arrays.sort(keys, from, to);
    } else if (values == null || to - from <= SMALL) {
      insert(keys, values, from, to);
    } else {
      sortBoth(keys, values, from, to);
    }
  }

  private static void insert(int[] keys, long @Nullable [] values, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int key = keys[i];
      long value = values == null ? 0 : values[i];
      int at = i;
      for (; at > from && keys[at - 1] > key; at--) {
        keys[at] = keys[at - 1];
        if (values != null) {
          values[at] = values[at - 1];
        }
      }
      keys[at] = key;
      if (values != null) {
        values[at] = value;
      }
    }
  }

  private static void sortBoth(int[] keys, long[] values, int from, int to) {
    var order = new long[to - from];
    for (int i = 0; i < order.length; i++) {
      order[i] = (long) keys[from + i] << 32 | i;
    }
    Arrays.sort(order);
    var moved = Arrays.copyOfRange(values, from, to);
    for (int i = 0; i < order.length; i++) {
      keys[from + i] = (int) (order[i] >> 32);
      values[from + i] = moved[(int) order[i]];
    }
  }
}
