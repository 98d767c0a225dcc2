package changke.play;

import changke.shared.Words;
import org.jspecify.annotations.Nullable;

/// One field of the wheel.
///
/// @param partsPerMillion its odds: so many of the 1,000,000 tickets
/// @param stock how many there are, or null when it never runs out
/// @param substitute the position of what pays instead when it has run out; only a prize that never
///   runs out can be one
/// @param amount points, for [Kind#POINTS]
/// @param coupon the key of the coupon's terms, for [Kind#COUPON]
/// @param valueMinor what it is worth in the house's currency: published, and capped by rule
public record Prize(
    int position,
    Words name,
    int partsPerMillion,
    @Nullable Integer stock,
    @Nullable Integer substitute,
    Kind kind,
    long amount,
    @Nullable String coupon,
    long valueMinor) {

  /// What a prize is made of.
  public enum Kind {
    POINTS,
    COUPON,
    /// A kind word.
    NOTHING
  }

  public boolean isLimited() {
    return stock != null;
  }
}
