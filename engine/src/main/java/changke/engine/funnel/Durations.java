package changke.engine.funnel;

import java.io.Serializable;
import java.util.Arrays;

/// Many durations in seconds, kept exactly, for any quantile of them.
final class Durations implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int FINE_BITS = 12;

  private int[] seconds = new int[64];
  private int size;

  /// @throws ArithmeticException for more than 68 years
  void add(long second) {
    if (size == seconds.length) {
      seconds = Arrays.copyOf(seconds, size * 2);
    }
    seconds[size++] = Math.toIntExact(second);
  }

  void addAll(Durations other) {
    if (size + other.size > seconds.length) {
      seconds = Arrays.copyOf(seconds, size + other.size + (size >> 1));
    }
    System.arraycopy(other.seconds, 0, seconds, size, other.size);
    size += other.size;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// The smallest duration that at least this share of all does not exceed.
  ///
  /// Counts in coarse steps first and finely within one of them: no sorting.
  long quantile(double share) {
    long rank = Math.max(1, (long) Math.ceil(share * size));
    long longest = 0;
    for (int i = 0; i < size; i++) {
      longest = Math.max(longest, seconds[i]);
    }
    int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(longest) - FINE_BITS);
    long from = 0;
    for (; ; shift = Math.max(0, shift - FINE_BITS)) {
      var counts = new int[1 << FINE_BITS];
      for (int i = 0; i < size; i++) {
        long step = (seconds[i] - from) >> shift;
        if (step >= 0 && step < counts.length) {
          counts[(int) step]++;
        }
      }
      int step = 0;
      while (rank > counts[step]) {
        rank -= counts[step++];
      }
      from += (long) step << shift;
      if (shift == 0) {
        return from;
      }
    }
  }
}
