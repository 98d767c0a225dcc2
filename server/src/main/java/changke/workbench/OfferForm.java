package changke.workbench;

import changke.catalog.Delivery;
import changke.catalog.InputField;
import changke.catalog.Offer;
import changke.catalog.OfferDraft;
import changke.catalog.OfferKind;
import changke.catalog.WholesaleStep;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An offer as it is typed: everything is text until it can be read, so that nothing typed is lost.
/// `wholesale` is one step a line, `10 = 9.00`.
record OfferForm(
    String titleZh,
    String titleEn,
    String summaryZh,
    String summaryEn,
    String detailsZh,
    String detailsEn,
    String price,
    String category,
    String kind,
    String delivery,
    String tags,
    String wholesale,
    String confirmDays,
    String perBuyerLimit,
    String promisedMinutes,
    String lowStockAt,
    int version) {

  /// Fields that a browser left out are blank.
  OfferForm(
      @Nullable String titleZh,
      @Nullable String titleEn,
      @Nullable String summaryZh,
      @Nullable String summaryEn,
      @Nullable String detailsZh,
      @Nullable String detailsEn,
      @Nullable String price,
      @Nullable String category,
      @Nullable String kind,
      @Nullable String delivery,
      @Nullable String tags,
      @Nullable String wholesale,
      @Nullable String confirmDays,
      @Nullable String perBuyerLimit,
      @Nullable String promisedMinutes,
      @Nullable String lowStockAt,
      int version) {
    this.titleZh = given(titleZh);
    this.titleEn = given(titleEn);
    this.summaryZh = given(summaryZh);
    this.summaryEn = given(summaryEn);
    this.detailsZh = given(detailsZh);
    this.detailsEn = given(detailsEn);
    this.price = given(price);
    this.category = given(category);
    this.kind = given(kind);
    this.delivery = given(delivery);
    this.tags = given(tags);
    this.wholesale = given(wholesale);
    this.confirmDays = given(confirmDays);
    this.perBuyerLimit = given(perBuyerLimit);
    this.promisedMinutes = given(promisedMinutes);
    this.lowStockAt = given(lowStockAt);
    this.version = version;
  }

  static OfferForm blank() {
    return new OfferForm(
        "", "", "", "", "", "", "", "", "card", "cards", "", "", "7", "100", "0", "10", 0);
  }

  static OfferForm of(Offer offer, Words details) {
    return new OfferForm(
        offer.title().zh(),
        offer.title().en(),
        offer.summary().zh(),
        offer.summary().en(),
        details.zh(),
        details.en(),
        offer.price().major().toPlainString(),
        offer.category(),
        lower(offer.kind()),
        lower(offer.delivery()),
        String.join(", ", offer.tags()),
        offer.wholesale().stream()
            .map(step ->
                step.from()
                    + " = "
                    + new Money(step.unitMinor(), offer.price().currency()).major().toPlainString())
            .collect(Collectors.joining("\n")),
        String.valueOf(offer.confirmDays()),
        String.valueOf(offer.perBuyerLimit()),
        String.valueOf(offer.promisedMinutes()),
        String.valueOf(offer.lowStockAt()),
        offer.version());
  }

  OfferForm onVersion(int current) {
    return new OfferForm(
        titleZh,
        titleEn,
        summaryZh,
        summaryEn,
        detailsZh,
        detailsEn,
        price,
        category,
        kind,
        delivery,
        tags,
        wholesale,
        confirmDays,
        perBuyerLimit,
        promisedMinutes,
        lowStockAt,
        current);
  }

  /// What is typed as a draft; empty when a number cannot be read.
  Optional<OfferDraft> draft(
      Currency currency,
      @Nullable String picture,
      @Nullable OfferId variantOf,
      List<InputField> inputs) {
    if (!unreadable(currency).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OfferDraft(
            variantOf,
            OfferKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
            Delivery.valueOf(delivery.toUpperCase(java.util.Locale.ROOT)),
            new Words(titleZh, titleEn),
            new Words(summaryZh, summaryEn),
            new Words(detailsZh, detailsEn),
            Money.parse(price, currency),
            steps(currency),
            inputs,
            category,
            List.of(tags.split("[,，、;\\s]+")),
            picture,
            Integer.parseInt(confirmDays.strip()),
            Integer.parseInt(perBuyerLimit.strip()),
            Integer.parseInt(promisedMinutes.strip()),
            Integer.parseInt(lowStockAt.strip())));
  }

  /// The fields that hold no number, or no kind, where there must be one.
  List<String> unreadable(Currency currency) {
    var fields = new ArrayList<String>();
    probe(fields, "price", () -> Money.parse(price, currency));
    probe(fields, "wholesale", () -> steps(currency));
    probe(fields, "kind", () -> OfferKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)));
    probe(fields, "delivery", () -> Delivery.valueOf(delivery.toUpperCase(java.util.Locale.ROOT)));
    probe(fields, "confirmDays", () -> Integer.parseInt(confirmDays.strip()));
    probe(fields, "perBuyerLimit", () -> Integer.parseInt(perBuyerLimit.strip()));
    probe(fields, "promisedMinutes", () -> Integer.parseInt(promisedMinutes.strip()));
    probe(fields, "lowStockAt", () -> Integer.parseInt(lowStockAt.strip()));
    return List.copyOf(fields);
  }

  private List<WholesaleStep> steps(Currency currency) {
    return wholesale
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> {
          var parts = line.split("[=:：]", 2);
          if (parts.length != 2) {
            throw new IllegalArgumentException(line);
          }
          return new WholesaleStep(
              Integer.parseInt(parts[0].strip()), Money.parse(parts[1], currency).minor());
        })
        .toList();
  }

  private static void probe(List<String> fields, String field, Runnable reading) {
    try {
      reading.run();
    } catch (IllegalArgumentException | ArithmeticException e) {
      fields.add(field);
    }
  }

  private static String given(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }
}
