package changke.rewards;

import java.time.Instant;

/// What a hundred points pay at checkout from a time on, in minor units.
public record Worth(Instant from, int minorPerHundred) {

  private static final int HUNDRED = 100;

  long pays(long points) {
    return Math.multiplyExact(points, minorPerHundred) / HUNDRED;
  }

  /// The most points of so many that pay something of an amount: none is wasted.
  long useful(long points, long minor) {
    var enough = Math.ceilDiv(Math.multiplyExact(minor, HUNDRED), minorPerHundred);
    return Math.min(points, enough);
  }
}
