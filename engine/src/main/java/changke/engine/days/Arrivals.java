package changke.engine.days;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of 16,384 neighbouring people as they arrived, in pages: small enough that sorting
/// them stays in the cache, however large the whole history is.
///
/// A key is kind (15 bits), person within the block (14), seconds since 1970 plus a bias (35), so
/// it is never negative.
final class Arrivals {

  static final int SHIFT = 14;
  static final int PEOPLE = 1 << SHIFT;
  private static final int PAGE = 2048;
  private static final int SECOND_BITS = 35;
  private static final long BIAS = 1L << (SECOND_BITS - 1);

  private final List<long[]> keys = new ArrayList<>();
  private final List<long @Nullable []> amounts = new ArrayList<>();
  private long[] page = new long[0];
  private int used;

  void add(int person, int kind, long second, long amount) {
    if (used == page.length) {
      page = new long[keys.isEmpty() ? 64 : PAGE];
      keys.add(page);
      amounts.add(null);
      used = 0;
    }
    if (amount != 0) {
      var money = amounts.getLast();
      if (money == null) {
        money = new long[page.length];
        amounts.set(amounts.size() - 1, money);
      }
      money[used] = amount;
    }
    page[used++] =
        ((long) kind << SHIFT | (person & (PEOPLE - 1))) << SECOND_BITS | (second + BIAS);
  }

  static boolean canHold(long second) {
    return second >= -BIAS && second < BIAS;
  }

  int pages() {
    return keys.size();
  }

  int size(int page) {
    return page == keys.size() - 1 ? used : keys.get(page).length;
  }

  long[] keys(int page) {
    return keys.get(page);
  }

  long @Nullable [] amounts(int page) {
    return amounts.get(page);
  }

  static int kind(long key) {
    return (int) (key >>> (SECOND_BITS + SHIFT));
  }

  /// The person within the block.
  static int person(long key) {
    return (int) (key >>> SECOND_BITS) & (PEOPLE - 1);
  }

  static long second(long key) {
    return (key & ((1L << SECOND_BITS) - 1)) - BIAS;
  }
}
