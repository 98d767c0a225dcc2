package changke.storefront;

import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;

/// An offer as lists show it. `stock` counts up to 100, which stands for "enough".
record Tile(
    OfferId id,
    Words title,
    Words shop,
    Money price,
    boolean cheaperInBulk,
    String picture,
    int stock) {

  private static final int FEW = 5;

  String path() {
    return "/o/" + id;
  }

  boolean soldOut() {
    return stock == 0;
  }

  boolean few() {
    return stock > 0 && stock <= FEW;
  }
}
