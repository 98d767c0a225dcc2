package changke.catalog;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a merchant writes about an offer. [#of] gives the usual answers for everything but the
/// words and the price.
public record OfferDraft(
    @Nullable OfferId variantOf,
    OfferKind kind,
    Delivery delivery,
    Words title,
    Words summary,
    Words details,
    Money price,
    List<WholesaleStep> wholesale,
    List<InputField> inputs,
    String category,
    List<String> tags,
    @Nullable String picture,
    int confirmDays,
    int perBuyerLimit,
    int promisedMinutes,
    int lowStockAt) {

  public OfferDraft {
    wholesale = List.copyOf(wholesale);
    inputs = List.copyOf(inputs);
    tags = tags.stream().map(String::strip).filter(tag -> !tag.isEmpty()).distinct().toList();
  }

  /// A card offer delivered from the vault.
  public static OfferDraft of(Words title, Words summary, Money price, String category) {
    return new OfferDraft(
        null,
        OfferKind.CARD,
        Delivery.CARDS,
        title,
        summary,
        new Words("", ""),
        price,
        List.of(),
        List.of(),
        category,
        List.of(),
        null,
        7,
        100,
        0,
        10);
  }

  public OfferDraft withPrice(Money other) {
    return new OfferDraft(
        variantOf,
        kind,
        delivery,
        title,
        summary,
        details,
        other,
        wholesale,
        inputs,
        category,
        tags,
        picture,
        confirmDays,
        perBuyerLimit,
        promisedMinutes,
        lowStockAt);
  }

  public OfferDraft withPicture(@Nullable String hash) {
    return new OfferDraft(
        variantOf,
        kind,
        delivery,
        title,
        summary,
        details,
        price,
        wholesale,
        inputs,
        category,
        tags,
        hash,
        confirmDays,
        perBuyerLimit,
        promisedMinutes,
        lowStockAt);
  }

  public OfferDraft withTags(List<String> words) {
    return new OfferDraft(
        variantOf,
        kind,
        delivery,
        title,
        summary,
        details,
        price,
        wholesale,
        inputs,
        category,
        words,
        picture,
        confirmDays,
        perBuyerLimit,
        promisedMinutes,
        lowStockAt);
  }
}
