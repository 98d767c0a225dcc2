package changke.audience;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// On which local days something was done, and how often on each. Immutable; the union of two is
/// their sum, in whatever order they came.
///
/// Invariant: days rise, counts are positive.
final class DayCounts {

  static final DayCounts NONE = new DayCounts(new int[0], new int[0]);

  private final int[] days;
  private final int[] counts;

  private DayCounts(int[] days, int[] counts) {
    this.days = days;
    this.counts = counts;
  }

  static DayCounts once(int day) {
    return new DayCounts(new int[] {day}, new int[] {1});
  }

  DayCounts plus(DayCounts other) {
    var sumDays = new int[days.length + other.days.length];
    var sums = new int[sumDays.length];
    int size = 0;
    for (int i = 0, j = 0; i < days.length || j < other.days.length; size++) {
      int mine = i < days.length ? days[i] : Integer.MAX_VALUE;
      int theirs = j < other.days.length ? other.days[j] : Integer.MAX_VALUE;
      sumDays[size] = Math.min(mine, theirs);
      sums[size] += mine <= theirs ? counts[i++] : 0;
      sums[size] += theirs <= mine ? other.counts[j++] : 0;
    }
    return new DayCounts(Arrays.copyOf(sumDays, size), Arrays.copyOf(sums, size));
  }

  int size() {
    return days.length;
  }

  int day(int index) {
    return days[index];
  }

  int count(int index) {
    return counts[index];
  }

  int[] days() {
    return days.clone();
  }

  /// Differences of days and counts as varints; equal counts have equal bytes.
  byte[] toBytes() {
    var out = new ByteArrayOutputStream(2 * days.length + 4);
    int last = 0;
    for (int i = 0; i < days.length; i++) {
      int step = days[i] - last;
      write(out, (step << 1) ^ (step >> 31));
      write(out, counts[i]);
      last = days[i];
    }
    return out.toByteArray();
  }

  static DayCounts of(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    var days = new int[bytes.length];
    var counts = new int[bytes.length];
    int size = 0;
    int last = 0;
    while (in.hasRemaining()) {
      int step = read(in);
      last += (step >>> 1) ^ -(step & 1);
      days[size] = last;
      counts[size++] = read(in);
    }
    return new DayCounts(Arrays.copyOf(days, size), Arrays.copyOf(counts, size));
  }

  private static void write(ByteArrayOutputStream out, int value) {
    int rest = value;
    for (; (rest & ~0x7F) != 0; rest >>>= 7) {
      out.write((rest & 0x7F) | 0x80);
    }
    out.write(rest);
  }

  private static int read(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = in.get();
      value |= (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayCounts that
        && Arrays.equals(days, that.days)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(days) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(days) + Arrays.toString(counts);
  }
}
