package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One version of a rule: a deed of this kind earns `points`, and `rateBp` basis points of its
/// amount in minor units (100 is one point per yuan). A null cap is no cap. A rule of a merchant
/// counts for deeds at that merchant and is paid from the merchant's points.
public record EarnRule(
    String key,
    int version,
    String kind,
    Words title,
    long points,
    int rateBp,
    @Nullable Integer timesADay,
    @Nullable Long dayCap,
    @Nullable Long monthCap,
    @Nullable Long totalCap,
    int pendingDays,
    int lifeDays,
    @Nullable MerchantId merchant,
    Instant validFrom,
    @Nullable Instant validUntil) {

  private static final long WHOLE = 10_000;

  /// What a deed would earn before caps, rounded down.
  long worth(long amountMinor) {
    return Math.addExact(
        points,
        Math.addExact(
            Math.multiplyExact(amountMinor / WHOLE, rateBp), amountMinor % WHOLE * rateBp / WHOLE));
  }

  boolean counts(Deed deed) {
    return kind.equals(deed.kind())
        && (merchant == null || merchant.equals(deed.merchant()))
        && !deed.at().isBefore(validFrom)
        && (validUntil == null || deed.at().isBefore(validUntil));
  }
}
