package changke.rewards;

import java.util.Set;

/// What a tier asks for within a rolling year, both spend and frequency, and what it brings.
public record TierLevel(
    Tier tier,
    int version,
    long spendMinor,
    int orders,
    int quotaFactor,
    int earlyHours,
    Set<Benefit> benefits) {

  public TierLevel {
    benefits = Set.copyOf(benefits);
  }

  boolean reachedBy(long spent, int ordered) {
    return spent >= spendMinor && ordered >= orders;
  }
}
