package changke.rewards;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a person stands: the tier, what counts within the last year, when the tier falls unless
/// the conditions are met again, and what is missing to the next one (null at the top).
public record TierStanding(
    Tier tier,
    Instant since,
    long spentMinor,
    int orders,
    @Nullable Instant fallsAt,
    @Nullable Next next) {

  /// The next tier and what is missing to it.
  public record Next(Tier tier, long missingMinor, int missingOrders) {}
}
