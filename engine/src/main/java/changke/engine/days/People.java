package changke.engine.days;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A set of people: a filter for any query, and the answer of a segment.
///
/// Immutable. People at or above [#size] are not in the set.
public final class People {

  private final long[] words;
  private final int size;

  private People(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  /// Everybody from 0 to `size` - 1.
  public static People all(int size) {
    var words = new long[(size + 63) >>> 6];
    Arrays.fill(words, -1L);
    return new People(clip(words, size), size);
  }

  public static People none(int size) {
    return new People(new long[(size + 63) >>> 6], size);
  }

  public static People of(int size, IntPredicate belongs) {
    var words = new long[(size + 63) >>> 6];
    for (int person = 0; person < size; person++) {
      if (belongs.test(person)) {
        words[person >>> 6] |= 1L << person;
      }
    }
    return new People(words, size);
  }

  /// From words of 64 people, lowest bit first; the array is copied.
  public static People ofWords(long[] words, int size) {
    return new People(clip(Arrays.copyOf(words, (size + 63) >>> 6), size), size);
  }

  public int size() {
    return size;
  }

  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  public boolean contains(int person) {
    return person < size && (words[person >>> 6] >>> person & 1) != 0;
  }

  /// The 64 people from 64 × `index`, lowest bit first; 0 behind the end.
  public long word(int index) {
    return index < words.length ? words[index] : 0;
  }

  public People and(People other) {
    var result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = words[i] & other.word(i);
    }
    return new People(result, size);
  }

  public People or(People other) {
    int wider = Math.max(size, other.size);
    var result = new long[(wider + 63) >>> 6];
    for (int i = 0; i < result.length; i++) {
      result[i] = word(i) | other.word(i);
    }
    return new People(result, wider);
  }

  /// In this set but not in the other.
  public People minus(People other) {
    var result = new long[words.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = words[i] & ~other.word(i);
    }
    return new People(result, size);
  }

  /// The members in rising order.
  public int[] toArray() {
    var members = new int[count()];
    int at = 0;
    for (int i = 0; i < words.length; i++) {
      for (long rest = words[i]; rest != 0; rest &= rest - 1) {
        members[at++] = (i << 6) + Long.numberOfTrailingZeros(rest);
      }
    }
    return members;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof People people
        && size == people.size
        && Arrays.equals(words, people.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  private static long[] clip(long[] words, int size) {
    if ((size & 63) != 0) {
      words[words.length - 1] &= (1L << size) - 1;
    }
    return words;
  }
}
