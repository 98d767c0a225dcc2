package changke.workbench;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Coupons;
import changke.rewards.Drafts;
import changke.rewards.Studio;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// What a shop gives its own buyers.
@Controller
@Allowed(Who.MERCHANT)
class RewardsController {

  private static final String PATH = "/workbench/{shop}/rewards";

  private final Studio studio;
  private final Coupons coupons;
  private final Catalog catalog;

  RewardsController(Studio studio, Coupons coupons, Catalog catalog) {
    this.studio = studio;
    this.coupons = coupons;
    this.catalog = catalog;
  }

  @GetMapping(PATH)
  RewardsPage rewards(Desk desk) {
    return page(desk, Map.of(), List.of());
  }

  @PostMapping(PATH + "/coupons")
  Object coupon(Desk desk, @RequestParam Map<String, String> fields, Person person) {
    var drafts = new Drafts(fields, catalog.currency(), person.zone(), studio.now());
    var terms = drafts.terms(studio.id(), desk.merchant());
    var unfit =
        drafts.unreadable().isEmpty()
            ? studio.save(terms, person.id().toString())
            : drafts.unreadable();
    return unfit.isEmpty() ? back(desk, "rewards.studio.saved") : page(desk, fields, unfit);
  }

  @PostMapping(PATH + "/promotions")
  Object promotion(Desk desk, @RequestParam Map<String, String> fields, Person person) {
    var drafts = new Drafts(fields, catalog.currency(), person.zone(), studio.now());
    var promotion = drafts.promotion(studio.id(), desk.merchant());
    var unfit =
        drafts.unreadable().isEmpty()
            ? studio.save(promotion, person.id().toString())
            : drafts.unreadable();
    return unfit.isEmpty() ? back(desk, "rewards.studio.saved") : page(desk, fields, unfit);
  }

  /// Points for what is bought here, from the shop's own budget.
  @PostMapping(PATH + "/earning")
  Object earning(Desk desk, @RequestParam Map<String, String> fields, Person person) {
    var bought = new HashMap<>(fields);
    bought.put("kind", "shop-purchase");
    var drafts = new Drafts(bought, catalog.currency(), person.zone(), studio.now());
    var rule = drafts.rule(desk.merchant());
    var unfit =
        drafts.unreadable().isEmpty()
            ? studio.save(rule, person.id().toString())
            : drafts.unreadable();
    return unfit.isEmpty() ? back(desk, "rewards.studio.saved") : page(desk, bought, unfit);
  }

  @PostMapping(PATH + "/end")
  Redirect end(Desk desk, @RequestParam String key) {
    studio.endTerms(key, Optional.of(desk.merchant()));
    studio.endPromotion(key, Optional.of(desk.merchant()));
    studio.endRule(key, Optional.of(desk.merchant()));
    return back(desk, "rewards.studio.ended");
  }

  /// Points to give away, paid from what the platform owes the shop.
  @PostMapping(PATH + "/points")
  Redirect points(Desk desk, @RequestParam long points, @RequestParam UUID request) {
    var capped = Math.clamp(points, 0L, 100_000_000L);
    return back(
        desk,
        studio.fund(desk.merchant(), capped, request)
            ? "rewards.studio.funded"
            : "rewards.studio.tooLittle");
  }

  private static Redirect back(Desk desk, String word) {
    return Redirect.to(desk.path("/rewards")).saying(word);
  }

  private RewardsPage page(Desk desk, Map<String, String> fields, List<String> unfit) {
    return new RewardsPage(
        desk,
        studio.termsOf(desk.merchant()).stream()
            .map(one -> new RewardsPage.Coupon(one, coupons.plain(one), studio.use(one)))
            .toList(),
        studio.promotionsOf(desk.merchant()).stream()
            .map(one -> new RewardsPage.Deal(one, studio.plain(one)))
            .toList(),
        studio.rulesOf(desk.merchant()).stream()
            .map(one -> new RewardsPage.Earning(one, studio.plain(one)))
            .toList(),
        studio.budget(desk.merchant()),
        studio.id(),
        fields,
        unfit);
  }
}
