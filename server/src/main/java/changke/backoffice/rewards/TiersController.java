package changke.backoffice.rewards;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Benefit;
import changke.rewards.Tier;
import changke.rewards.TierLevel;
import changke.rewards.Tiers;
import changke.shared.Money;
import changke.shared.OfferId;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Conditions and benefits of tiers, and early access to offers.
@Controller
@Allowed(Who.OPERATOR)
class TiersController {

  private static final String PATH = "/backoffice/rewards/tiers";
  private static final int MOST_HOURS = 720;
  private static final int MOST_QUOTA = 20;

  private final Tiers tiers;
  private final Catalog catalog;

  TiersController(Tiers tiers, Catalog catalog) {
    this.tiers = tiers;
    this.catalog = catalog;
  }

  @GetMapping(PATH)
  TiersPage tiers() {
    return new TiersPage(tiers.levels());
  }

  @PostMapping(PATH)
  Redirect change(
      @RequestParam Tier tier,
      @RequestParam String spend,
      @RequestParam int orders,
      @RequestParam int quota,
      @RequestParam int hours,
      @RequestParam(defaultValue = "") List<Benefit> benefits,
      Person operator) {
    var back = Redirect.to(PATH);
    try {
      var minor = Money.parse(spend, catalog.currency()).minor();
      var fits =
          minor >= 0
              && orders >= 0
              && quota >= 1
              && quota <= MOST_QUOTA
              && hours >= 0
              && hours <= MOST_HOURS;
      if (!fits || (tier == Tier.BRONZE && (minor > 0 || orders > 0))) {
        return back.saying("rewards.studio.unfit");
      }
      tiers.change(
          new TierLevel(tier, 0, minor, orders, quota, hours, Set.copyOf(benefits)),
          operator.id().toString());
      return back.saying("rewards.studio.saved");
    } catch (ArithmeticException | NumberFormatException unreadable) {
      return back.saying("rewards.studio.unfit");
    }
  }

  /// `at` is when the offer opens to everyone; tiers come in earlier by the hours of their level.
  @PostMapping(PATH + "/early")
  Redirect early(@RequestParam String offer, @RequestParam String at, Person operator) {
    var back = Redirect.to(PATH);
    try {
      var id = OfferId.of(offer.strip().substring(offer.strip().lastIndexOf('/') + 1));
      var opens = LocalDateTime.parse(at).atZone(operator.zone()).toInstant();
      if (catalog.offer(id).isEmpty()) {
        return back.saying("rewards.studio.unfit");
      }
      tiers.openEarly(id, opens, operator.id().toString());
      return back.saying("rewards.studio.saved");
    } catch (IllegalArgumentException | DateTimeException unreadable) {
      return back.saying("rewards.studio.unfit");
    }
  }
}
