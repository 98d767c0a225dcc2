package changke.storefront;

import changke.pages.Page;
import changke.shared.Money;
import changke.shared.Slice;

/// What a member marked to find again, with what it cost then.
record FavouritesPage(Front front, Slice<Kept> kept) implements Page {

  record Kept(Tile tile, Money then, boolean onSale) {

    boolean changed() {
      return !then.equals(tile.price());
    }
  }
}
