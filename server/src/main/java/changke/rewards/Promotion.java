package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A price beside coupons, for a time, a class of people and as long as stock and budget last.
///
/// A `PRICE` is what one piece costs, a `PERCENT` takes basis points off, `FREE_PIECES` gives
/// `free` pieces to every `buy` of the same offer, a `SET` is what its offers cost together.
/// Without offers it fits everything, of its merchant if it has one. `monthDay` or `weekDay` (1 is
/// Monday) limit it to those days. A null limit is no limit.
public record Promotion(
    UUID id,
    String key,
    int version,
    Words title,
    Occasion occasion,
    Kind kind,
    Set<OfferId> offers,
    @Nullable MerchantId merchant,
    @Nullable Long priceMinor,
    @Nullable Integer offBp,
    @Nullable Integer buy,
    @Nullable Integer free,
    Audience audience,
    @Nullable Integer monthDay,
    @Nullable Integer weekDay,
    String funder,
    Instant validFrom,
    @Nullable Instant validUntil,
    @Nullable Long stock,
    @Nullable Integer perPerson,
    @Nullable Long budgetMinor,
    long pieces,
    long takenMinor) {

  /// How a promotion's amount is found.
  public enum Kind {
    PRICE,
    PERCENT,
    FREE_PIECES,
    SET
  }

  /// What pages call it.
  public enum Occasion {
    FLASH,
    LIMITED,
    NEWCOMER,
    GIFT,
    TOGETHER,
    MEMBER_DAY,
    TIER
  }

  public Promotion {
    offers = Set.copyOf(offers);
  }

  /// The same with other counters.
  Promotion with(long pieces, long takenMinor) {
    return new Promotion(
        id,
        key,
        version,
        title,
        occasion,
        kind,
        offers,
        merchant,
        priceMinor,
        offBp,
        buy,
        free,
        audience,
        monthDay,
        weekDay,
        funder,
        validFrom,
        validUntil,
        stock,
        perPerson,
        budgetMinor,
        pieces,
        takenMinor);
  }

  boolean isLimited() {
    return stock != null || budgetMinor != null;
  }

  boolean inForce(Instant now, ZoneId zone) {
    var day = LocalDate.ofInstant(now, zone);
    return !now.isBefore(validFrom)
        && (validUntil == null || now.isBefore(validUntil))
        && (monthDay == null || day.getDayOfMonth() == monthDay)
        && (weekDay == null || day.getDayOfWeek().getValue() == weekDay);
  }

  boolean fits(OfferId offer, MerchantId of) {
    return (offers.isEmpty() || offers.contains(offer))
        && (merchant == null || merchant.equals(of));
  }

  /// When it ends by its terms or its day; what is sold out ends earlier.
  public @Nullable Instant endsAt(Instant now, ZoneId zone) {
    if (monthDay == null && weekDay == null) {
      return validUntil;
    }
    var midnight = LocalDate.ofInstant(now, zone).plusDays(1).atStartOfDay(zone).toInstant();
    return validUntil != null && validUntil.isBefore(midnight) ? validUntil : midnight;
  }
}
