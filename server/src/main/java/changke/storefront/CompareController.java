package changke.storefront;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.catalog.OfferState;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.orders.Popularity;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.shared.OfferId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Up to four offers side by side.
@Controller
@Allowed(Who.EVERYONE)
class CompareController {

  private final Catalog catalog;
  private final Popularity popularity;
  private final Tiles tiles;

  CompareController(Catalog catalog, Popularity popularity, Tiles tiles) {
    this.catalog = catalog;
    this.popularity = popularity;
    this.tiles = tiles;
  }

  @GetMapping("/compare")
  ComparePage compare(Front front, Visitor visitor, HttpServletRequest request) {
    var chosen = Comparison.of(request).offers();
    var known = catalog.offers(chosen);
    var offers =
        chosen.stream().map(known::get).filter(Objects::nonNull).filter(CompareController::shown);
    var columns = new ArrayList<ComparePage.Column>();
    var list = offers.toList();
    var shown = tiles.of(list).iterator();
    for (var offer : list) {
      columns.add(
          new ComparePage.Column(
              offer, shown.next(), popularity.others(offer.id(), visitor.id().orElse(null))));
    }
    return new ComparePage(front, columns);
  }

  @PostMapping("/compare/add")
  Redirect add(@RequestParam UUID offer, HttpServletRequest request, HttpServletResponse response) {
    var id = new OfferId(offer);
    var _ = catalog.offer(id).filter(CompareController::shown).orElseThrow(NotFoundException::new);
    var before = Comparison.of(request);
    if (before.full() && !before.offers().contains(id)) {
      return Redirect.to("/compare").saying("orders.compare.full");
    }
    var after = before.plus(id);
    after.keep(response);
    var page = Redirect.to("/compare");
    return after.offers().size() == 1 ? page.saying("orders.compare.added") : page;
  }

  @PostMapping("/compare/remove")
  Redirect remove(
      @RequestParam UUID offer, HttpServletRequest request, HttpServletResponse response) {
    Comparison.of(request).minus(new OfferId(offer)).keep(response);
    return Redirect.to("/compare");
  }

  private static boolean shown(Offer offer) {
    return offer.state() == OfferState.LISTED || offer.state() == OfferState.PAUSED;
  }
}
