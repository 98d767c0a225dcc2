package changke.catalog;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a merchant sells, as lists and orders need it; the long description is read apart
/// ([Catalog#details]). A variant is an offer of its own with `variantOf` set; `price` is the price
/// of one piece. `version` guards edits.
public record Offer(
    OfferId id,
    MerchantId merchant,
    @Nullable OfferId variantOf,
    OfferKind kind,
    Delivery delivery,
    OfferState state,
    boolean shopOpen,
    Words title,
    Words summary,
    Money price,
    List<WholesaleStep> wholesale,
    List<InputField> inputs,
    String category,
    String section,
    List<String> tags,
    @Nullable String picture,
    int confirmDays,
    int perBuyerLimit,
    int promisedMinutes,
    int lowStockAt,
    int version,
    Instant changedAt,
    @Nullable Instant listedAt) {

  /// Whether it can be bought now, stock aside.
  public boolean onSale() {
    return state == OfferState.LISTED && shopOpen;
  }

  /// The price of one piece when `quantity` are bought in one line.
  public Money unitPrice(int quantity) {
    var unit = price;
    for (var step : wholesale) {
      if (quantity >= step.from()) {
        unit = new Money(step.unitMinor(), price.currency());
      }
    }
    return unit;
  }

  /// How long after delivery the order completes by itself.
  public Duration confirmWindow() {
    return Duration.ofDays(confirmDays);
  }

  /// The time in which a person fulfils; empty when delivery is automatic.
  public Optional<Duration> promisedTime() {
    return promisedMinutes == 0
        ? Optional.empty()
        : Optional.of(Duration.ofMinutes(promisedMinutes));
  }
}
