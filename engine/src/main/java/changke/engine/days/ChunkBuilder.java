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

  /// For every local day that a history can touch.
  static ChunkBuilder over(History history) {
    var calendar = history.calendar();
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    for (int k = 0; k < history.kinds(); k++) {
      if (history.kind(k).size() > 0) {
        earliest = Math.min(earliest, history.kind(k).earliest());
        latest = Math.max(latest, history.kind(k).latest());
      }
    }
    if (earliest < 0 || latest >>> 32 != 0) {
      throw new IllegalArgumentException(
          "day sets know 1970 to 2106, not seconds " + earliest + " to " + latest);
    }
    // A local day may come once more just after midnight: a day of slack on either side.
    return new ChunkBuilder(calendar, calendar.dayOf(earliest) - 1, calendar.dayOf(latest) + 1);
  }

  /// The chunk of one kind's events by people from `base` until `end`.
  Chunk read(Column column, int base, int end) {
    for (int person = base; person < end; person++) {
      int from = column.from(person);
      int to = column.to(person);
      for (int at = from; at < to; at++) {
        active(person - base, calendar.dayOf(column.second(at)));
      }
      if (from < to) {
        first(person - base, column.second(from));
      }
    }
    return build();
  }

  void active(int member, int day) {
    int at = day - firstDay;
    lowest = Math.min(lowest, at);
    highest = Math.max(highest, at);
    words(active, at)[member >>> 6] |= 1L << member;
  }

  void first(int member, long second) {
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
