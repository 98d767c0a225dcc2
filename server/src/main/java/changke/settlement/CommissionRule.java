package changke.settlement;

import changke.shared.MerchantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the platform keeps of a sale, in hundredths of a percent; null narrows nothing.
public record CommissionRule(
    UUID id,
    @Nullable MerchantId merchant,
    @Nullable String category,
    @Nullable String tier,
    int basisPoints,
    Instant from,
    @Nullable Instant until) {

  /// A merchant is more special than a category, that than a tier, that than a time; of two alike
  /// the later one counts.
  static final Comparator<CommissionRule> MOST_SPECIFIC =
      Comparator.<CommissionRule>comparingInt(CommissionRule::weight)
          .thenComparing(CommissionRule::from)
          .thenComparing(CommissionRule::id);

  private int weight() {
    return (merchant == null ? 0 : 8)
        + (category == null ? 0 : 4)
        + (tier == null ? 0 : 2)
        + (until == null ? 0 : 1);
  }

  boolean inForce(Instant at) {
    return !at.isBefore(from) && (until == null || at.isBefore(until));
  }
}
