package changke.engine.days;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A set of up to 65,536 people of one chunk: sorted numbers while they are few, words otherwise.
///
/// Immutable. Invariant: exactly one of `members` and `words` is there; `members` holds 1 to [#FEW]
/// rising numbers, `words` more than that. It is Roaring's rule, so both sides take the same space.
final class Block {

  static final int PEOPLE = 1 << 16;
  static final int WORDS = PEOPLE / 64;
  private static final int FEW = 2048;

  final char @Nullable [] members;
  final long @Nullable [] words;

  private Block(char @Nullable [] members, long @Nullable [] words) {
    this.members = members;
    this.words = words;
  }

  /// Reads a set off words; null when it is empty. The words are copied.
  static @Nullable Block of(long[] words) {
    int count = 0;
    for (int i = 0; i < WORDS; i++) {
      count += Long.bitCount(words[i]);
    }
    if (count == 0) {
      return null;
    }
    return count > FEW
        ? new Block(null, Arrays.copyOf(words, WORDS))
        : new Block(members(words, count), null);
  }

  private static char[] members(long[] words, int count) {
    var members = new char[count];
    int at = 0;
    for (int i = 0; i < WORDS; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        members[at++] = (char) ((i << 6) + Long.numberOfTrailingZeros(rest));
      }
    }
    return members;
  }

  int count() {
    if (members != null) {
      return members.length;
    }
    int count = 0;
    for (long word : words()) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /// How many of some people are in it, whose words of this chunk begin at `at`.
  int count(People people, int at) {
    int count = 0;
    if (members != null) {
      for (char member : members) {
        count += (int) (people.word(at + (member >>> 6)) >>> member & 1);
      }
    } else {
      var own = words();
      for (int i = 0; i < WORDS; i++) {
        count += Long.bitCount(own[i] & people.word(at + i));
      }
    }
    return count;
  }

  boolean contains(int member) {
    return members != null
        ? Arrays.binarySearch(members, (char) member) >= 0
        : (words()[member >>> 6] >>> member & 1) != 0;
  }

  /// Adds the set to words of 64 people that begin at `at`.
  void orInto(long[] into, int at) {
    if (members != null) {
      for (char member : members) {
        into[at + (member >>> 6)] |= 1L << member;
      }
    } else {
      var own = words();
      for (int i = 0; i < WORDS; i++) {
        into[at + i] |= own[i];
      }
    }
  }

  static @Nullable Block union(@Nullable Block one, @Nullable Block other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    var words = new long[WORDS];
    one.orInto(words, 0);
    other.orInto(words, 0);
    return of(words);
  }

  static @Nullable Block minus(@Nullable Block one, long[] gone) {
    if (one == null) {
      return null;
    }
    var words = new long[WORDS];
    one.orInto(words, 0);
    boolean touched = false;
    for (int i = 0; i < WORDS; i++) {
      touched |= (words[i] & gone[i]) != 0;
      words[i] &= ~gone[i];
    }
    return touched ? of(words) : one;
  }

  // One set has one shape, so equal sets have equal arrays.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Block block
        && Arrays.equals(members, block.members)
        && Arrays.equals(words, block.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(members) + Arrays.hashCode(words);
  }

  long bytes() {
    return 16 + (members == null ? 8L * WORDS : 2L * members.length);
  }

  long[] words() {
    if (words == null) {
      throw new IllegalStateException("a block of members has no words");
    }
    return words;
  }
}
