package changke.rewards;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Splits an amount over lines in proportion to what they cost, by largest remainder: the parts add
/// up exactly, and no part is more than its line. Pure.
final class Allocation {

  private Allocation() {}

  /// @param weights what each line costs; `off` is at most their sum
  static long[] split(long off, List<Long> weights) {
    var total = weights.stream().mapToLong(Long::longValue).reduce(0, Math::addExact);
    if (off < 0 || off > total) {
      throw new IllegalArgumentException(off + " over " + weights);
    }
    var parts = new long[weights.size()];
    if (off == 0) {
      return parts;
    }
    var remainders = new ArrayList<Remainder>();
    var given = 0L;
    for (int i = 0; i < parts.length; i++) {
      var exact =
          BigInteger.valueOf(off)
              .multiply(BigInteger.valueOf(weights.get(i)))
              .divideAndRemainder(BigInteger.valueOf(total));
      parts[i] = exact[0].longValueExact();
      given += parts[i];
      remainders.add(new Remainder(i, exact[1]));
    }
    remainders.sort(
        Comparator.comparing(Remainder::rest).reversed().thenComparingInt(Remainder::line));
    for (int i = 0; i < off - given; i++) {
      parts[remainders.get(i).line()]++;
    }
    return parts;
  }

  private record Remainder(int line, BigInteger rest) {}
}
