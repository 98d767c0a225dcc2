package changke.rewards;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// The rules under one number: promotions that have not ended, future ones included, earn rules in
/// force, and the terms of coupons that somebody asked for. Counters in promotions are of no
/// meaning here.
record Ruleset(
    long number, List<Promotion> promotions, List<EarnRule> earning, Map<UUID, Terms> terms) {

  /// As many promotions are looked at as pages list.
  private static final int MOST_RUNNING = 500;

  Ruleset(long number, List<Promotion> promotions, List<EarnRule> earning) {
    this(number, List.copyOf(promotions), List.copyOf(earning), new ConcurrentHashMap<>());
  }

  /// Those between their first and last moment, by key.
  List<Promotion> running(Instant now) {
    return promotions.stream()
        .filter(one -> !now.isBefore(one.validFrom()))
        .filter(one -> one.validUntil() == null || now.isBefore(one.validUntil()))
        .limit(MOST_RUNNING)
        .toList();
  }
}
