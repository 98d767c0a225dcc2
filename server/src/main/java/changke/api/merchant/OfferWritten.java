package changke.api.merchant;

import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.catalog.OfferDraft;
import changke.catalog.OfferKind;
import changke.catalog.WholesaleStep;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An offer as a program writes it. What is missing stays as it was; for a new offer it is the
/// usual (a card offer, nothing written, 7 days to confirm, 100 pieces a buyer), but title, price
/// and category must be there. `version` is needed for a change.
record OfferWritten(
    @Nullable UUID variantOf,
    @Nullable String kind,
    @Nullable String delivery,
    @Nullable Text title,
    @Nullable Text summary,
    @Nullable Text details,
    @Nullable Long priceMinor,
    @Nullable List<Step> wholesale,
    @Nullable List<Question> inputs,
    @Nullable String category,
    @Nullable List<String> tags,
    @Nullable Integer confirmDays,
    @Nullable Integer perBuyerLimit,
    @Nullable Integer promisedMinutes,
    @Nullable Integer lowStockAt,
    @Nullable Integer version) {

  /// Throws IllegalArgumentException for a kind, delivery or input kind that there is not.
  OfferDraft draft(Currency currency) {
    var usual =
        OfferDraft.of(
            new Words("", ""), new Words("", ""), Money.zero(currency), given(category, ""));
    var parent = variantOf == null ? null : new OfferId(variantOf);
    return over(usual, parent, currency, priceMinor == null ? -1 : priceMinor);
  }

  OfferDraft draft(Offer before, Words details) {
    var was =
        new OfferDraft(
            before.variantOf(),
            before.kind(),
            before.delivery(),
            before.title(),
            before.summary(),
            details,
            before.price(),
            before.wholesale(),
            before.inputs(),
            before.category(),
            before.tags(),
            before.picture(),
            before.confirmDays(),
            before.perBuyerLimit(),
            before.promisedMinutes(),
            before.lowStockAt());
    return over(
        was,
        before.variantOf(),
        before.price().currency(),
        given(priceMinor, before.price().minor()));
  }

  private OfferDraft over(OfferDraft was, @Nullable OfferId parent, Currency currency, long price) {
    return new OfferDraft(
        parent,
        kind == null ? was.kind() : OfferKind.valueOf(kind.toUpperCase(Locale.ROOT)),
        delivery == null ? was.delivery() : Delivery.valueOf(delivery.toUpperCase(Locale.ROOT)),
        title == null ? was.title() : title.words(),
        summary == null ? was.summary() : summary.words(),
        details == null ? was.details() : details.words(),
        new Money(price, currency),
        wholesale == null
            ? was.wholesale()
            : wholesale.stream()
                .map(step -> new WholesaleStep(step.from(), step.unitMinor()))
                .toList(),
        inputs == null ? was.inputs() : inputs.stream().map(Question::field).toList(),
        given(category, was.category()),
        given(tags, was.tags()),
        was.picture(),
        given(confirmDays, was.confirmDays()),
        given(perBuyerLimit, was.perBuyerLimit()),
        given(promisedMinutes, was.promisedMinutes()),
        given(lowStockAt, was.lowStockAt()));
  }

  private static <T> T given(@Nullable T value, T otherwise) {
    return Objects.requireNonNullElse(value, otherwise);
  }
}
