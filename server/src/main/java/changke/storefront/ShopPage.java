package changke.storefront;

import changke.merchants.Shop;
import changke.pages.Page;
import changke.shared.Slice;

/// A merchant's own page.
record ShopPage(Front front, Shop shop, Slice<Tile> tiles) implements Page {}
