package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a kind of coupon promises. A fixed one takes off `offMinor`, a percent one `offBp` basis
/// points up to `capMinor`, a trial one the price of one piece of its offers, up to the cap where
/// there is one. Without offers and categories it fits everything, of its merchant if it has one. A
/// null limit is no limit. An `alone` coupon goes with nothing else. The limit per person counts
/// the last `againDays`, or everything ever.
public record Terms(
    UUID id,
    String key,
    int version,
    Words title,
    Kind kind,
    @Nullable Long offMinor,
    @Nullable Integer offBp,
    @Nullable Long capMinor,
    long thresholdMinor,
    Set<OfferId> offers,
    Set<String> categories,
    @Nullable MerchantId merchant,
    Audience audience,
    boolean claimable,
    boolean alone,
    String funder,
    Instant validFrom,
    @Nullable Instant validUntil,
    int lifeDays,
    @Nullable Long totalLimit,
    @Nullable Integer perPerson,
    @Nullable Integer againDays,
    @Nullable Long budgetMinor) {

  /// How a coupon's amount is found.
  public enum Kind {
    FIXED,
    PERCENT,
    TRIAL
  }

  public Terms {
    offers = Set.copyOf(offers);
    categories = Set.copyOf(categories);
  }

  boolean inForce(Instant now) {
    return !now.isBefore(validFrom) && (validUntil == null || now.isBefore(validUntil));
  }

  /// Since when coupons count towards what one person may have.
  Instant countsSince(Instant now) {
    return againDays == null ? Instant.EPOCH : now.minus(Duration.ofDays(againDays));
  }

  boolean ofMerchant() {
    return merchant != null;
  }
}
