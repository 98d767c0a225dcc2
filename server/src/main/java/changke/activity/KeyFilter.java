package changke.activity;

import java.nio.ByteBuffer;
import java.util.UUID;

/// Says of a digest that it is surely not in a set, or that it may be: a Bloom filter whose bits
/// for one key lie in one block of 512 (Putze, Sanders, Singler, "Cache-, Hash- and Space-Efficient
/// Bloom Filters", 2007), so that asking costs one miss of the cache. Digests are evenly spread
/// already and are not hashed again.
///
/// Invariant: every key that was added answers true.
final class KeyFilter {

  private static final int BITS_PER_KEY = 16;
  private static final int WORDS = 8;
  private static final int BITS_SET = 8;

  private final long[] words;
  private final int blockMask;

  KeyFilter(long keys) {
    long blocks = Math.max(1, keys * BITS_PER_KEY / (WORDS * 64L));
    int rounded = (int) Math.min(1L << 24, Long.highestOneBit(2 * blocks - 1));
    words = new long[rounded * WORDS];
    blockMask = rounded - 1;
  }

  private KeyFilter(long[] words) {
    this.words = words;
    blockMask = words.length / WORDS - 1;
  }

  void add(UUID key) {
    int block = ((int) (key.getMostSignificantBits() >>> 32) & blockMask) * WORDS;
    long bits = key.getLeastSignificantBits();
    for (int i = 0; i < BITS_SET; i++, bits >>>= 7) {
      words[block + i] |= 1L << bits;
    }
  }

  boolean mayHold(UUID key) {
    int block = ((int) (key.getMostSignificantBits() >>> 32) & blockMask) * WORDS;
    long bits = key.getLeastSignificantBits();
    for (int i = 0; i < BITS_SET; i++, bits >>>= 7) {
      if ((words[block + i] & (1L << bits)) == 0) {
        return false;
      }
    }
    return true;
  }

  byte[] toBytes() {
    var bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    return bytes.array();
  }

  static KeyFilter of(byte[] bytes) {
    var words = new long[bytes.length / Long.BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return new KeyFilter(words);
  }
}
