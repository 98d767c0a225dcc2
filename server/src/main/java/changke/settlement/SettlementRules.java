package changke.settlement;

import changke.shared.Money;
import java.util.Currency;

/// How long earnings wait, and what of them is due. Pure.
final class SettlementRules {

  /// With fewer deliveries than this a share says nothing.
  private static final long ENOUGH = 20;

  private SettlementRules() {}

  /// The days that a merchant's earnings wait: fewer where next to nothing comes back, more where
  /// much does. `delivered` and `takenBack` count orders of the last ninety days.
  static int days(long delivered, long takenBack, SettlementSettings settings) {
    if (delivered < ENOUGH) {
      return settings.days();
    }
    if (takenBack * 10_000 > delivered * settings.badAboveBasisPoints()) {
      return settings.badDays();
    }
    return takenBack * 10_000 <= delivered * settings.goodUpToBasisPoints()
        ? settings.goodDays()
        : settings.days();
  }

  /// `owed` is all that the platform owes, `young` the part of it that orders brought which have
  /// not waited long enough. What was taken back of those has lowered both.
  static Standing standing(long owed, long young, int days, Currency currency) {
    var waits = Math.clamp(young, 0, Math.max(0, owed));
    return new Standing(
        new Money(owed, currency),
        new Money(waits, currency),
        new Money(Math.max(0, owed - waits), currency),
        days);
  }
}
