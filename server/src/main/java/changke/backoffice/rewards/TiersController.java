package changke.backoffice.rewards;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Adviser;
import changke.rewards.Benefit;
import changke.rewards.Tier;
import changke.rewards.TierLevel;
import changke.rewards.Tiers;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
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
  private static final int LONGEST_NAME = 60;
  private static final int LONGEST_ADDRESS = 254;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>\"]+@[^\\s@<>\"]+");

  private final Tiers tiers;
  private final Catalog catalog;

  TiersController(Tiers tiers, Catalog catalog) {
    this.tiers = tiers;
    this.catalog = catalog;
  }

  @GetMapping(PATH)
  TiersPage tiers() {
    var early = tiers.early();
    var offers = catalog.offers(early.keySet());
    return new TiersPage(
        tiers.levels(),
        early.entrySet().stream()
            .filter(window -> offers.containsKey(window.getKey()))
            .map(window ->
                new TiersPage.Window(
                    Objects.requireNonNull(offers.get(window.getKey())), window.getValue()))
            .toList(),
        tiers.adviser().orElse(null));
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

  /// Whom members with an adviser write to.
  @PostMapping(PATH + "/adviser")
  Redirect adviser(
      @RequestParam String zh,
      @RequestParam String en,
      @RequestParam String address,
      Person operator) {
    var name = new Words(zh.strip(), en.strip());
    var to = address.strip();
    var fits =
        !name.zh().isEmpty()
            && !name.en().isEmpty()
            && name.zh().length() <= LONGEST_NAME
            && name.en().length() <= LONGEST_NAME
            && to.length() <= LONGEST_ADDRESS
            && ADDRESS.matcher(to).matches();
    if (fits) {
      tiers.name(new Adviser(name, to), operator.id().toString());
    }
    return Redirect.to(PATH).saying(fits ? "rewards.studio.saved" : "rewards.studio.unfit");
  }

  @PostMapping(PATH + "/early/end")
  Redirect openToAll(@RequestParam UUID offer) {
    tiers.openToAll(new OfferId(offer));
    return Redirect.to(PATH).saying("rewards.level.opened");
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
