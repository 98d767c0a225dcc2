package changke.orders;

import changke.shared.OfferId;
import java.util.List;

/// What became of a wish to buy. Whatever is not [Placed] holds no card.
public sealed interface Placing {

  /// It is placed, now or by the same request before.
  record Placed(Order order) implements Placing {}

  /// Only `available` pieces are there.
  record TooFew(OfferId offer, int available) implements Placing {}

  /// More of one offer than this buyer may have waiting for payment at once; `left` can be ordered.
  record OverQuota(OfferId offer, int left) implements Placing {}

  /// Too many unpaid orders of this buyer, e-mail address or network address.
  record TooManyOpen() implements Placing {}

  /// The offer is not on sale, or nothing can deliver it.
  record Unavailable(OfferId offer) implements Placing {}

  /// The price is not what the buyer saw any more; nothing was placed.
  record PriceMoved() implements Placing {}

  /// Fields that cannot be taken as they are: `email`, `language`, `items`, or an input's name.
  record Unfit(List<String> fields) implements Placing {}
}
