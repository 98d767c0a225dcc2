package changke.storefront;

import changke.catalog.Offer;
import changke.merchants.Merchants;
import changke.shared.Slice;
import changke.shared.Words;
import changke.vault.Vault;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Puts together what a list of offers shows: the catalog's words, the shop's name, the vault's
/// stock.
@Component
class Tiles {

  private static final String NO_PICTURE = "/brand/no-picture.svg";

  private final Merchants merchants;
  private final Vault vault;

  Tiles(Merchants merchants, Vault vault) {
    this.merchants = merchants;
    this.vault = vault;
  }

  List<Tile> of(List<Offer> offers) {
    var shops = merchants.shops(offers.stream().map(Offer::merchant).collect(Collectors.toSet()));
    var counted =
        offers.stream().filter(offer -> offer.delivery().needsStock()).map(Offer::id).toList();
    var stock = vault.roughly(counted);
    return offers.stream()
        .map(offer -> {
          var shop = shops.get(offer.merchant());
          return new Tile(
              offer.id(),
              offer.title(),
              shop == null ? new Words("", "") : shop.name(),
              offer.price(),
              !offer.wholesale().isEmpty(),
              picture(offer),
              stock.getOrDefault(offer.id(), Vault.COUNTED_UP_TO));
        })
        .toList();
  }

  Slice<Tile> of(Slice<Offer> offers) {
    return new Slice<>(of(offers.rows()), offers.page(), offers.more());
  }

  static String picture(Offer offer) {
    return Optional.ofNullable(offer.picture()).map(hash -> "/pictures/" + hash).orElse(NO_PICTURE);
  }
}
