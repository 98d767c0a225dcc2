package changke.audience;

import changke.engine.value.RfmScale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The scale of RFM scores of each day: taken when the day begins to be computed, from everybody
/// who had ordered by then, and the same for the rest of the day.
@Component
class Scales {

  private final ScaleRows rows;
  private final ProfileRows profiles;

  Scales(ScaleRows rows, ProfileRows profiles) {
    this.rows = rows;
    this.profiles = profiles;
  }

  /// Null while nobody has ordered.
  @Nullable RfmScale of(int generation, Unit unit, int today) {
    var kept = rows.of(unit, today);
    if (kept.isPresent()) {
      return kept.get();
    }
    var buyers = profiles.buyers(generation, unit, today);
    if (buyers.isEmpty()) {
      return null;
    }
    var scale =
        RfmScale.of(
            buyers.stream().mapToInt(ProfileRows.Bought::days).toArray(),
            buyers.stream().mapToLong(ProfileRows.Bought::netMinor).toArray());
    if (!TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
      rows.keep(unit, today, buyers.size(), scale);
    }
    return scale;
  }
}
