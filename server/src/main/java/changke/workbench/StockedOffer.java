package changke.workbench;

import changke.catalog.Offer;
import changke.vault.Vault;

/// An offer and how many of it can be sold; `stock` stops at what lists count.
record StockedOffer(Offer offer, int stock) {

  boolean counted() {
    return offer.delivery().needsStock();
  }

  boolean many() {
    return stock >= Vault.COUNTED_UP_TO;
  }

  boolean empty() {
    return counted() && offer.onSale() && stock == 0;
  }

  /// One shared secret is enough for everyone.
  boolean low() {
    return counted()
        && offer.onSale()
        && stock > 0
        && !many()
        && stock <= offer.lowStockAt()
        && offer.delivery() != changke.catalog.Delivery.SHARED_SECRET;
  }
}
