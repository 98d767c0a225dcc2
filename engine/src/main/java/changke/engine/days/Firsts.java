package changke.engine.days;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Merges the first instants of two chunks; the earlier one wins, and only the starting sets of
/// people whose first instant is new or moved are written again.
final class Firsts {

  private final Chunk one;
  private final Chunk other;
  private final int from;
  private final LocalDays calendar;
  private final long[] @Nullable [] joined;
  private final long[] @Nullable [] left;
  private final char[] who;
  private final int[] when;
  private int count;

  Firsts(Chunk one, Chunk other, int from, int days, LocalDays calendar) {
    this.one = one;
    this.other = other;
    this.from = from;
    this.calendar = calendar;
    joined = new long[days][];
    left = new long[days][];
    who = new char[Math.min(Block.PEOPLE, one.who.length + other.who.length)];
    when = new int[who.length];
  }

  Chunk union(@Nullable Block[] active) {
    mergeInstants();
    var starting = new Block[active.length];
    for (int i = 0; i < active.length; i++) {
      starting[i] = one.starting(from + i);
      if (left[i] != null) {
        starting[i] = Block.minus(starting[i], left[i]);
      }
      if (joined[i] != null) {
        starting[i] = Block.union(starting[i], Block.of(joined[i]));
      }
    }
    boolean same = count == one.who.length;
    return new Chunk(
        from,
        active,
        starting,
        same && Arrays.equals(one.who, 0, count, who, 0, count)
            ? one.who
            : Arrays.copyOf(who, count),
        same && Arrays.equals(one.when, 0, count, when, 0, count)
            ? one.when
            : Arrays.copyOf(when, count));
  }

  private void mergeInstants() {
    int i = 0;
    int j = 0;
    while (i < one.who.length || j < other.who.length) {
      int mine = i < one.who.length ? one.who[i] : Block.PEOPLE;
      int theirs = j < other.who.length ? other.who[j] : Block.PEOPLE;
      if (mine < theirs) {
        put(mine, one.when[i++]);
      } else if (theirs < mine) {
        mark(joined, theirs, other.when[j]);
        put(theirs, other.when[j++]);
      } else {
        int old = one.when[i++];
        int late = other.when[j++];
        boolean earlier = Integer.compareUnsigned(late, old) < 0;
        if (earlier) {
          mark(left, mine, old);
          mark(joined, mine, late);
        }
        put(mine, earlier ? late : old);
      }
    }
  }

  private void put(int member, int second) {
    who[count] = (char) member;
    when[count++] = second;
  }

  private void mark(long[] @Nullable [] days, int member, int second) {
    int day = calendar.dayOf(Integer.toUnsignedLong(second)) - from;
    var words = days[day];
    if (words == null) {
      words = new long[Block.WORDS];
      days[day] = words;
    }
    words[member >>> 6] |= 1L << member;
  }
}
