package changke.engine.days;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Fills one chunk after the other; its scratch is used again and again.
///
/// People come in rising order within a chunk, each with [#first] after the person's days.
final class ChunkBuilder {

  private final LocalDays calendar;
  private final int firstDay;
  private final long[] @Nullable [] active;
  private final char[] who = new char[Block.PEOPLE];
  private final int[] when = new int[Block.PEOPLE];
  private int count;
  private int lowest = Integer.MAX_VALUE;
  private int highest = -1;

  /// For local days from `firstDay` to `lastDay`.
  ChunkBuilder(LocalDays calendar, int firstDay, int lastDay) {
    this.calendar = calendar;
    this.firstDay = firstDay;
    active = new long[lastDay - firstDay + 1][];
  }

  void active(int member, int day) {
    int at = day - firstDay;
    lowest = Math.min(lowest, at);
    highest = Math.max(highest, at);
    words(active, at)[member >>> 6] |= 1L << member;
  }

  void first(int member, long second) {
    if (second >>> 32 != 0) {
      throw new IllegalArgumentException("day sets know 1970 to 2106, not second " + second);
    }
    who[count] = (char) member;
    when[count++] = (int) second;
  }

  Chunk build() {
    if (count == 0) {
      return Chunk.EMPTY;
    }
    var blocks = new Block[highest - lowest + 1];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = take(active[lowest + i]);
    }
    var chunk =
        Chunk.of(
            calendar,
            firstDay + lowest,
            blocks,
            Arrays.copyOf(who, count),
            Arrays.copyOf(when, count));
    count = 0;
    lowest = Integer.MAX_VALUE;
    highest = -1;
    return chunk;
  }

  private static @Nullable Block take(long @Nullable [] words) {
    if (words == null) {
      return null;
    }
    var block = Block.of(words);
    if (block != null) {
      Arrays.fill(words, 0);
    }
    return block;
  }

  private static long[] words(long[] @Nullable [] days, int at) {
    var words = days[at];
    if (words == null) {
      words = new long[Block.WORDS];
      days[at] = words;
    }
    return words;
  }
}
