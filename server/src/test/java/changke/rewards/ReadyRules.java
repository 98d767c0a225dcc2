package changke.rewards;

import changke.catalog.Offer;
import changke.shared.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rules for one offer as most stories need them, under keys of their own.
final class ReadyRules {

  private ReadyRules() {}

  /// So much off for members, ten times in all; a budget of null has no end.
  static Terms coupon(UUID id, Offer offer, long off, @Nullable Long budget, Instant now) {
    return new Terms(
        id,
        "t-" + id,
        0,
        new Words("券", "Coupon"),
        Terms.Kind.FIXED,
        off,
        null,
        null,
        0,
        Set.of(offer.id()),
        Set.of(),
        null,
        Audience.MEMBERS,
        true,
        false,
        PointBooks.PLATFORM,
        now.minusSeconds(1),
        null,
        10,
        null,
        null,
        null,
        budget);
  }

  /// A price of its own for a day; a stock or a limit for each person of null has no end.
  static Promotion flash(
      UUID id,
      Offer offer,
      long price,
      Audience audience,
      @Nullable Long stock,
      @Nullable Integer each,
      Instant now) {
    return new Promotion(
        id,
        "p-" + id,
        0,
        new Words("抢购", "Flash"),
        Promotion.Occasion.FLASH,
        Promotion.Kind.PRICE,
        Set.of(offer.id()),
        null,
        price,
        null,
        null,
        null,
        audience,
        null,
        null,
        PointBooks.PLATFORM,
        now.minusSeconds(1),
        now.plus(Duration.ofDays(1)),
        stock,
        each,
        null,
        0,
        0);
  }
}
