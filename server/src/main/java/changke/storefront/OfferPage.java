package changke.storefront;

import changke.catalog.Offer;
import changke.merchants.Shop;
import changke.pages.Page;
import changke.shared.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One offer: what it is, what it costs, how it arrives, who sells it. `buyers` is how many bought
/// it, counted up to 1000.
record OfferPage(
    Front front,
    Offer offer,
    Words details,
    Tile tile,
    Front.@Nullable Aisle aisle,
    Shop shop,
    int buyers,
    List<Offer> variants,
    List<Tile> more)
    implements Page {

  int most() {
    var limit = Math.min(Cart.MOST_PIECES, offer.perBuyerLimit());
    return offer.delivery().needsStock() ? Math.min(limit, Math.max(1, tile.stock())) : limit;
  }
}
