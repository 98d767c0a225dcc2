package changke.engine.days;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Looks at the people of one chunk through a filter and packs the chosen ones together, so that
/// whoever counts touches only their bits.
///
/// One lens serves one thread; it allocates nothing after it was made. Bit i of what it writes is
/// the i-th chosen person of the chunk, the same in every day and kind.
public final class Lens {

  /// The widest row that a lens writes, in words.
  public static final int WORDS = Block.WORDS;

  /// Above this share of a chunk, packing costs more than it saves.
  private static final int MOST = Block.PEOPLE * 3 / 4;

  /// From this many members on, it is cheaper to spread them into words and pack those.
  private static final int MANY = 768;

  private final long[] chosen = new long[WORDS];
  private final int[] before = new int[WORDS + 1];
  private final long[] spread = new long[WORDS];
  private final long[] packed = new long[WORDS + 1];
  private int chunk;
  private boolean packs;

  /// Turns to one chunk of people and says how many of them are chosen.
  public int focus(People people, int chunk) {
    this.chunk = chunk;
    for (int i = 0; i < WORDS; i++) {
      chosen[i] = people.word(chunk * WORDS + i);
      before[i + 1] = before[i] + Long.bitCount(chosen[i]);
    }
    packs = before[WORDS] <= MOST;
    return before[WORDS];
  }

  /// How many words a row takes now.
  public int width() {
    return packs ? (before[WORDS] + 63) >>> 6 : WORDS;
  }

  /// Adds the chosen people active on a local day to the row that begins at `at`.
  public void active(DaySet set, int day, long[] into, int at) {
    add(set.chunk(chunk).active(day), into, at);
  }

  /// Adds the chosen people whose first instant falls on a local day.
  public void starting(DaySet set, int day, long[] into, int at) {
    add(set.chunk(chunk).starting(day), into, at);
  }

  /// Adds the chosen people active on any day before `day`.
  public void activeBefore(DaySet set, int day, long[] into, int at) {
    var own = set.chunk(chunk);
    int end = Math.min(day, own.endDay());
    if (end > own.firstDay) {
      Arrays.fill(spread, 0);
      for (int d = own.firstDay; d < end; d++) {
        set.addActive(chunk, d, spread);
      }
      take(spread, into, at);
    }
  }

  private void add(@Nullable Block block, long[] into, int at) {
    if (block == null) {
      return;
    }
    var members = block.members;
    if (members == null) {
      take(block.words(), into, at);
    } else if (packs && members.length < MANY) {
      packMembers(members, into, at);
    } else {
      Arrays.fill(spread, 0);
      block.orInto(spread, 0);
      take(spread, into, at);
    }
  }

  private void take(long[] words, long[] into, int at) {
    if (packs) {
      pack(words, into, at);
    } else {
      for (int i = 0; i < WORDS; i++) {
        into[at + i] |= words[i] & chosen[i];
      }
    }
  }

  // Invariant: `word` collects the bits of the packed word `out`, which is stored at every turn of
  // the loop and right after the last one. Whether a word is full is a mask, not a branch: with
  // random filters no processor could guess it.
  private void pack(long[] words, long[] into, int at) {
    int out = 0;
    long word = 0;
    for (int i = 0; i < WORDS; i++) {
      int from = before[i];
      int full = (before[i + 1] >>> 6) - (from >>> 6);
      long bits = Long.compress(words[i], chosen[i]);
      word |= bits << from;
      packed[out] = word;
      long stays = full - 1L;
      word = (word & stays) | ((bits >>> 1) >>> (63 - (from & 63)) & ~stays);
      out += full;
    }
    packed[out] = word;
    for (int i = 0; i < width(); i++) {
      into[at + i] |= packed[i];
    }
  }

  private void packMembers(char[] members, long[] into, int at) {
    for (char member : members) {
      long mask = chosen[member >>> 6];
      int bit = before[member >>> 6] + Long.bitCount(mask & ((1L << member) - 1));
      // A person who is not chosen adds nothing; the clamp keeps the last one inside the row.
      int word = Math.min(bit >>> 6, into.length - 1 - at);
      into[at + word] |= (mask >>> member & 1) << bit;
    }
  }
}
