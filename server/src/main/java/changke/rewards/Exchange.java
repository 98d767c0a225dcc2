package changke.rewards;

import changke.shared.Words;
import org.jspecify.annotations.Nullable;

/// Something that points can be exchanged for at a published rate: a coupon under the terms of a
/// key (money off, or goods for nothing), or a right for some days; one of the two is null.
public record Exchange(
    String key,
    int version,
    Words title,
    long points,
    @Nullable String terms,
    @Nullable Right right) {

  /// A benefit for so many days, whatever the tier.
  public record Right(Benefit benefit, int days) {}
}
