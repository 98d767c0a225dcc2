package changke.storefront.wallet;

import changke.catalog.Catalog;
import changke.catalog.Offer;
import changke.identity.Allowed;
import changke.identity.Visitor;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.rewards.Audience;
import changke.rewards.Coupons;
import changke.rewards.Deals;
import changke.rewards.Newcomers;
import changke.rewards.Promotion;
import changke.rewards.Rulebook;
import changke.storefront.Front;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/// What everyone may look at: deals, the newcomers' corner, coupons to claim, the rulebook.
@Controller
@Allowed(Who.EVERYONE)
class DealsController {

  private static final int OFFERS_SHOWN = 6;

  private final Deals deals;
  private final Coupons coupons;
  private final Newcomers newcomers;
  private final Rulebook rulebook;
  private final Catalog catalog;

  DealsController(
      Deals deals, Coupons coupons, Newcomers newcomers, Rulebook rulebook, Catalog catalog) {
    this.newcomers = newcomers;
    this.deals = deals;
    this.coupons = coupons;
    this.rulebook = rulebook;
    this.catalog = catalog;
  }

  @GetMapping("/deals")
  DealsPage deals(Front front, Visitor visitor) {
    return new DealsPage(
        front,
        deals.running().stream().map(this::deal).toList(),
        false,
        List.of(),
        steps(visitor),
        deals.now());
  }

  @GetMapping("/newcomers")
  DealsPage newcomers(Front front, Visitor visitor) {
    return new DealsPage(
        front,
        deals.running().stream()
            .filter(one -> one.audience() == Audience.NEWCOMERS)
            .map(this::deal)
            .toList(),
        true,
        newcomers.pack(),
        steps(visitor),
        deals.now());
  }

  @GetMapping("/claim/{key}")
  ClaimPage claim(@PathVariable String key, Front front) {
    var terms = coupons.offered(key).orElseThrow(NotFoundException::new);
    return new ClaimPage(front, key, coupons.plain(terms));
  }

  @GetMapping("/rules")
  RulesPage rules(@RequestParam(defaultValue = "0") int version, Front front) {
    var current = rulebook.current();
    var edition = version == 0 ? Optional.of(current) : rulebook.edition(version);
    return new RulesPage(front, edition.orElseThrow(NotFoundException::new), rulebook.editions());
  }

  private DealsPage.Deal deal(Promotion promotion) {
    var offers = catalog.offers(promotion.offers());
    List<Offer> shown =
        promotion.offers().stream()
            .map(offers::get)
            .filter(Objects::nonNull)
            .filter(Offer::onSale)
            .limit(OFFERS_SHOWN)
            .toList();
    return new DealsPage.Deal(
        promotion, deals.plain(promotion), deals.endsAt(promotion), deals.left(promotion), shown);
  }

  private DealsPage.Steps steps(Visitor visitor) {
    var person = visitor.id();
    return new DealsPage.Steps(
        person.isPresent(),
        person.isPresent() && !coupons.of(person.get(), 0).rows().isEmpty(),
        person.isPresent() && deals.hasBought(person.get()));
  }
}
