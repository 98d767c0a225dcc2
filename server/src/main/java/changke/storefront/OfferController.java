package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Favourites;
import changke.catalog.Offer;
import changke.catalog.OfferState;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.merchants.Merchants;
import changke.orders.Popularity;
import changke.pages.NotFoundException;
import changke.rewards.Deals;
import changke.rewards.Tiers;
import changke.shared.OfferId;
import changke.shared.Slice;
import changke.vault.CardChoice;
import changke.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// One offer and its picture.
@Controller
@Allowed(Who.EVERYONE)
class OfferController {

  private static final int MORE = 4;
  private static final int LAST_CHOICES = 4_000;

  private final Catalog catalog;
  private final Merchants merchants;
  private final Vault vault;
  private final Popularity popularity;
  private final Favourites favourites;
  private final Deals deals;
  private final Tiers tiers;
  private final Tiles tiles;

  OfferController(
      Catalog catalog,
      Merchants merchants,
      Vault vault,
      Popularity popularity,
      Favourites favourites,
      Deals deals,
      Tiers tiers,
      Tiles tiles) {
    this.vault = vault;
    this.favourites = favourites;
    this.deals = deals;
    this.tiers = tiers;
    this.catalog = catalog;
    this.merchants = merchants;
    this.popularity = popularity;
    this.tiles = tiles;
  }

  /// A paused offer is still shown, as not for sale just now; drafts and what was withdrawn are
  /// not.
  @GetMapping("/o/{id}")
  OfferPage offer(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "0") int cards,
      Front front,
      Visitor visitor) {
    var offer = catalog.offer(new OfferId(id)).orElseThrow(NotFoundException::new);
    if (offer.state() == OfferState.DRAFT || offer.state() == OfferState.WITHDRAWN) {
      throw new NotFoundException();
    }
    var shop = merchants.shop(offer.merchant()).orElseThrow(NotFoundException::new);
    var category = catalog.categories().find(offer.category());
    var others =
        category.stream()
            .flatMap(shelf -> catalog.in(shelf, 0, MORE + 1).rows().stream())
            .filter(other -> !other.id().equals(offer.id()))
            .limit(MORE)
            .toList();
    return new OfferPage(
        front,
        offer,
        catalog.details(offer.id()),
        tiles.of(List.of(offer)).getFirst(),
        category.map(shelf -> new Front.Aisle("/c/" + shelf.slug(), shelf.name())).orElse(null),
        shop,
        popularity.others(offer.id(), visitor.id().orElse(null)),
        visitor.id().filter(person -> favourites.has(person, offer.id())).isPresent(),
        kin(offer),
        choices(offer, Math.clamp(cards, 0, LAST_CHOICES)),
        deals.on(offer, visitor.id().orElse(null)),
        tiers.opening(offer.id(), visitor.id().orElse(null)).orElse(null),
        tiles.of(others));
  }

  /// The offer and its variants, or for a variant its siblings, to choose among; alone it has none.
  private List<Offer> kin(Offer offer) {
    var parent =
        offer.variantOf() == null
            ? Optional.of(offer)
            : catalog.offer(offer.variantOf()).filter(Offer::onSale);
    var head = parent.map(Offer::id).orElseGet(() -> Objects.requireNonNull(offer.variantOf()));
    var kin = Stream.concat(parent.stream(), catalog.variants(head).stream()).toList();
    return kin.size() > 1 ? kin : List.of();
  }

  private Slice<CardChoice> choices(Offer offer, int page) {
    return offer.delivery() == Delivery.CHOSEN_CARD
        ? vault.choices(offer.id(), page)
        : new Slice<>(List.of(), 0, false);
  }

  /// The name of a picture is the hash of its content, so browsers keep it for good.
  @GetMapping("/pictures/{hash}")
  ResponseEntity<byte[]> picture(@PathVariable String hash) {
    var picture = catalog.picture(hash).orElseThrow(NotFoundException::new);
    return ResponseEntity.ok()
        .cacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
        .eTag("\"" + hash + "\"")
        .contentType(MediaType.parseMediaType(picture.mediaType()))
        .body(picture.content());
  }
}
