package changke.storefront;

import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.merchants.Shop;
import changke.pages.Page;
import changke.rewards.OfferDeals;
import changke.rewards.Opening;
import changke.shared.Slice;
import changke.shared.Words;
import changke.vault.CardChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One offer: what it is, what it costs, how it arrives, who sells it. `others` is how many others
/// bought it, counted up to 1000; `kin` are the variants to choose among, this one included;
/// `choices` are the cards where the buyer picks one; `opening` is null where the offer is open to
/// all.
record OfferPage(
    Front front,
    Offer offer,
    Words details,
    Tile tile,
    Front.@Nullable Aisle aisle,
    Shop shop,
    int others,
    boolean favourite,
    List<Offer> kin,
    Slice<CardChoice> choices,
    OfferDeals deals,
    @Nullable Opening opening,
    List<Tile> more)
    implements Page {

  boolean picking() {
    return offer.delivery() == Delivery.CHOSEN_CARD;
  }

  boolean isClosed() {
    return opening != null && !opening.isOpen();
  }

  int most() {
    if (picking()) {
      return 1;
    }
    var limit = Math.min(Cart.MOST_PIECES, offer.perBuyerLimit());
    return offer.delivery().needsStock() ? Math.min(limit, Math.max(1, tile.stock())) : limit;
  }
}
