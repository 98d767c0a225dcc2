package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Favourite;
import changke.catalog.Favourites;
import changke.catalog.Offer;
import changke.catalog.OfferState;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OfferId;
import changke.shared.Slice;
import java.util.ArrayList;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a member wants to find again. A guest is asked to sign in instead: nothing is kept about
/// somebody who did not ask for it.
@Controller
@Allowed(Who.MEMBER)
class FavouritesController {

  private final Favourites favourites;
  private final Catalog catalog;
  private final Tiles tiles;

  FavouritesController(Favourites favourites, Catalog catalog, Tiles tiles) {
    this.favourites = favourites;
    this.catalog = catalog;
    this.tiles = tiles;
  }

  @GetMapping("/my/favourites")
  FavouritesPage list(@RequestParam(defaultValue = "0") int page, Front front, Person person) {
    var marked = favourites.of(person.id(), Math.clamp(page, 0, 100), Slice.DEFAULT_SIZE);
    var offers = catalog.offers(marked.rows().stream().map(Favourite::offer).toList());
    var kept = new ArrayList<FavouritesPage.Kept>();
    for (var favourite : marked.rows()) {
      var offer = offers.get(favourite.offer());
      if (offer != null && offer.state() != OfferState.WITHDRAWN) {
        kept.add(
            new FavouritesPage.Kept(
                tiles.of(java.util.List.<Offer>of(offer)).getFirst(),
                favourite.then(),
                offer.onSale()));
      }
    }
    return new FavouritesPage(front, new Slice<>(kept, marked.page(), marked.more()));
  }

  @PostMapping("/my/favourites/{offer}")
  Redirect add(@PathVariable UUID offer, Person person) {
    var id = known(offer);
    return Redirect.to("/o/" + id)
        .saying(
            favourites.add(person.id(), id) ? "orders.favourite.added" : "orders.favourite.full");
  }

  /// Taken away by mistake it is marked again with one press, where it was.
  @PostMapping("/my/favourites/{offer}/remove")
  Redirect remove(
      @PathVariable UUID offer, @RequestParam(defaultValue = "") String to, Person person) {
    var id = known(offer);
    favourites.remove(person.id(), id);
    return Redirect.back(to.isBlank() ? null : to, "/o/" + id).saying("orders.favourite.removed");
  }

  private OfferId known(UUID offer) {
    return catalog.offer(new OfferId(offer)).map(Offer::id).orElseThrow(NotFoundException::new);
  }
}
