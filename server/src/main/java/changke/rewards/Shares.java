package changke.rewards;

/// Basis points of amounts, rounded down, without overflow.
final class Shares {

  private static final long WHOLE = 10_000;

  private Shares() {}

  static long of(long minor, int basisPoints) {
    return Math.multiplyExact(minor / WHOLE, basisPoints) + minor % WHOLE * basisPoints / WHOLE;
  }
}
