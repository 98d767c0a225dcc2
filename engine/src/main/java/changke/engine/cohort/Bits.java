package changke.engine.cohort;

/// Loops over words that the compiler turns into vector instructions; plain bodies keep them so.
final class Bits {

  private Bits() {}

  static int count(long[] one, int at, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(one[at + i]);
    }
    return count;
  }

  static int countBoth(long[] one, long[] other, int otherAt, int words) {
    int count = 0;
    for (int i = 0; i < words; i++) {
      count += Long.bitCount(one[i] & other[otherAt + i]);
    }
    return count;
  }

  /// Counts a row against four neighbours, `stride` words apart: one load serves four counts.
  static void countFour(long[] one, long[] other, int otherAt, int stride, int words, int[] hits) {
    int a = 0;
    int b = 0;
    int c = 0;
    int d = 0;
    int second = otherAt + stride;
    int third = second + stride;
    int fourth = third + stride;
    for (int i = 0; i < words; i++) {
      long own = one[i];
      a += Long.bitCount(own & other[otherAt + i]);
      b += Long.bitCount(own & other[second + i]);
      c += Long.bitCount(own & other[third + i]);
      d += Long.bitCount(own & other[fourth + i]);
    }
    hits[0] = a;
    hits[1] = b;
    hits[2] = c;
    hits[3] = d;
  }

  /// Puts what was not seen so far into `fresh`, and then adds it to `seen`.
  static void takeNew(long[] one, int at, long[] seen, long[] fresh, int words) {
    for (int i = 0; i < words; i++) {
      long word = one[at + i];
      fresh[i] = word & ~seen[i];
      seen[i] |= word;
    }
  }

  static void and(long[] into, long[] other, int at, int words) {
    for (int i = 0; i < words; i++) {
      into[i] &= other[at + i];
    }
  }

  static void or(long[] into, long[] other, int at, int words) {
    for (int i = 0; i < words; i++) {
      into[i] |= other[at + i];
    }
  }
}
