package changke.rewards;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How tiers move: up at once, down only after a notice and its grace. Pure.
final class TierRules {

  static final Duration GRACE = Duration.ofDays(30);

  /// What happens now.
  enum Step {
    NOTHING,
    UP,
    /// The conditions are not met any more; the grace begins.
    NOTICE,
    /// The conditions are met again within the grace.
    KEPT,
    DOWN
  }

  /// What somebody has at present.
  record Held(Tier tier, @Nullable Instant fallsAt) {}

  record Decision(Step step, Tier tier, @Nullable Instant fallsAt) {}

  private TierRules() {}

  static Decision decide(
      Held held, long spentMinor, int orders, List<TierLevel> levels, Instant now) {
    var reached = reached(spentMinor, orders, levels);
    if (reached.compareTo(held.tier()) > 0) {
      return new Decision(Step.UP, reached, null);
    }
    if (reached == held.tier()) {
      return new Decision(held.fallsAt() == null ? Step.NOTHING : Step.KEPT, reached, null);
    }
    if (held.fallsAt() == null) {
      return new Decision(Step.NOTICE, held.tier(), now.plus(GRACE));
    }
    return now.isBefore(held.fallsAt())
        ? new Decision(Step.NOTHING, held.tier(), held.fallsAt())
        : new Decision(Step.DOWN, reached, null);
  }

  static Tier reached(long spentMinor, int orders, List<TierLevel> levels) {
    return levels.stream()
        .filter(level -> level.reachedBy(spentMinor, orders))
        .map(TierLevel::tier)
        .max(Comparator.naturalOrder())
        .orElse(Tier.BRONZE);
  }

  static TierStanding.@Nullable Next next(
      Tier tier, long spentMinor, int orders, List<TierLevel> levels) {
    return levels.stream()
        .filter(level -> level.tier().compareTo(tier) > 0)
        .min(Comparator.comparing(TierLevel::tier))
        .map(level ->
            new TierStanding.Next(
                level.tier(),
                Math.max(0, level.spendMinor() - spentMinor),
                Math.max(0, level.orders() - orders)))
        .orElse(null);
  }

  /// The same local time a year ago; on 29 February that is the 28th.
  static Instant yearBefore(Instant now, ZoneId zone) {
    return now.atZone(zone).minusYears(1).toInstant();
  }
}
