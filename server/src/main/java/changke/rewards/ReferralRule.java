package changke.rewards;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a referral earns in a region, as one version: basis points of what the buyer paid and kept,
/// in points, for the promoter (`firstBp`) and, only with two levels, for whoever sent the promoter
/// (`secondBp`). There is no third.
public record ReferralRule(
    String region,
    int version,
    int levels,
    int firstBp,
    int secondBp,
    long monthCap,
    int windowDays,
    int pendingDays,
    @Nullable String acknowledgement) {

  static final int SHORTEST_ACKNOWLEDGEMENT = 20;

  private static final long WHOLE = 10_000;

  /// How far from the buyer somebody is.
  public enum Level {
    /// Who sent the buyer.
    FIRST(1),
    /// Who sent the first.
    SECOND(2);

    private final int number;

    Level(int number) {
      this.number = number;
    }

    public int number() {
      return number;
    }

    static Level of(int number) {
      return number == 1 ? FIRST : SECOND;
    }
  }

  /// Whether it may be saved: within bounds, and a second level only with the words that somebody
  /// signed.
  public boolean isWhole() {
    return region.matches("[A-Z]{2}")
        && (levels == 1 || levels == 2)
        && between(firstBp, 1, 3_000)
        && between(secondBp, 0, 1_000)
        && (levels == 2) == (secondBp > 0)
        && monthCap >= 1
        && monthCap <= 1_000_000
        && between(windowDays, 1, 365)
        && between(pendingDays, 1, 90)
        && (levels == 1 || isAcknowledged());
  }

  private boolean isAcknowledged() {
    return acknowledgement != null && acknowledgement.strip().length() >= SHORTEST_ACKNOWLEDGEMENT;
  }

  private static boolean between(int value, int least, int most) {
    return value >= least && value <= most;
  }

  /// Points for a level, rounded down.
  long worth(Level level, long keptMinor) {
    int bp = level == Level.FIRST ? firstBp : secondBp;
    return Math.addExact(Math.multiplyExact(keptMinor / WHOLE, bp), keptMinor % WHOLE * bp / WHOLE);
  }

  Duration pending() {
    return Duration.ofDays(pendingDays);
  }

  Duration window() {
    return Duration.ofDays(windowDays);
  }
}
