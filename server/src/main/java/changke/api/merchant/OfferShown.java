package changke.api.merchant;

import changke.catalog.Offer;
import changke.shared.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An offer; `details` is missing in lists. Send `version` back with a change.
record OfferShown(
    UUID id,
    @Nullable UUID variantOf,
    String kind,
    String delivery,
    String state,
    Text title,
    Text summary,
    @Nullable Text details,
    long priceMinor,
    String currency,
    List<Step> wholesale,
    List<Question> inputs,
    String category,
    List<String> tags,
    int confirmDays,
    int perBuyerLimit,
    int promisedMinutes,
    int lowStockAt,
    int version,
    Instant changedAt) {

  static OfferShown of(Offer offer) {
    return of(offer, null);
  }

  static OfferShown of(Offer offer, @Nullable Words details) {
    return new OfferShown(
        offer.id().value(),
        offer.variantOf() == null ? null : offer.variantOf().value(),
        word(offer.kind()),
        word(offer.delivery()),
        word(offer.state()),
        Text.of(offer.title()),
        Text.of(offer.summary()),
        details == null ? null : Text.of(details),
        offer.price().minor(),
        offer.price().currency().getCurrencyCode(),
        offer.wholesale().stream().map(step -> new Step(step.from(), step.unitMinor())).toList(),
        offer.inputs().stream().map(Question::of).toList(),
        offer.category(),
        offer.tags(),
        offer.confirmDays(),
        offer.perBuyerLimit(),
        offer.promisedMinutes(),
        offer.lowStockAt(),
        offer.version(),
        offer.changedAt());
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
