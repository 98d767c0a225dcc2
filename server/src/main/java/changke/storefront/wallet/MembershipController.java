package changke.storefront.wallet;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.Benefit;
import changke.rewards.Birthdays;
import changke.rewards.Exchanged;
import changke.rewards.Exchanges;
import changke.rewards.Rewards;
import changke.rewards.Tier;
import changke.rewards.TierLevel;
import changke.rewards.Tiers;
import changke.shared.Money;
import changke.storefront.Front;
import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's tier, birthday, and what points can be exchanged for.
@Controller
@Allowed(Who.MEMBER)
class MembershipController {

  private final Tiers tiers;
  private final Birthdays birthdays;
  private final Exchanges exchanges;
  private final Rewards rewards;
  private final Catalog catalog;

  MembershipController(
      Tiers tiers, Birthdays birthdays, Exchanges exchanges, Rewards rewards, Catalog catalog) {
    this.tiers = tiers;
    this.birthdays = birthdays;
    this.exchanges = exchanges;
    this.rewards = rewards;
    this.catalog = catalog;
  }

  @GetMapping("/my/membership")
  MembershipPage membership(Front front, Person person) {
    var standing = tiers.standing(person.id());
    var next = standing.next();
    return new MembershipPage(
        front,
        standing,
        word(standing.tier()),
        new Money(standing.spentMinor(), catalog.currency()),
        next == null ? null : new Money(next.missingMinor(), catalog.currency()),
        next == null ? null : word(next.tier()),
        tiers.levels().stream().map(this::level).toList(),
        tiers.adviser(person.id()).orElse(null),
        rights(person),
        birthdays.of(person.id()).orElse(null));
  }

  private MembershipPage.Level level(TierLevel level) {
    return new MembershipPage.Level(
        level,
        word(level.tier()),
        new Money(level.spendMinor(), catalog.currency()),
        level.benefits().stream()
            .filter(benefit -> benefit != Benefit.EARLY_ACCESS)
            .sorted()
            .map(MembershipController::word)
            .toList());
  }

  private Redirect handed(String key) {
    var right =
        exchanges.offered().stream().anyMatch(one -> one.key().equals(key) && one.right() != null);
    return right
        ? Redirect.to("/my/membership").saying("rewards.exchange.right")
        : Redirect.to("/my/coupons").saying("rewards.exchange.done");
  }

  private List<MembershipPage.Own> rights(Person person) {
    return Stream.of(Benefit.PRIORITY_LANE, Benefit.FAST_REFUND)
        .flatMap(benefit ->
            exchanges.until(person.id(), benefit).stream()
                .map(until -> new MembershipPage.Own(word(benefit), until)))
        .toList();
  }

  @PostMapping("/my/membership/birthday")
  Redirect birthday(@RequestParam int month, @RequestParam int day, Person person) {
    var back = Redirect.to("/my/membership");
    try {
      return back.saying(
          birthdays.say(person.id(), MonthDay.of(month, day))
              ? "rewards.tier.birthdaySaved"
              : "rewards.tier.birthdayOnce");
    } catch (DateTimeException none) {
      return back.saying("rewards.tier.birthdayNone");
    }
  }

  @GetMapping("/my/exchange")
  ExchangePage exchange(Front front, Person person) {
    return new ExchangePage(
        front, rewards.balance(person.id()).available(), exchanges.offered(), exchanges.request());
  }

  @PostMapping("/my/exchange")
  Redirect exchange(@RequestParam String key, @RequestParam UUID request, Person person) {
    return switch (exchanges.exchange(person.id(), key, request)) {
      case Exchanged.Done done -> handed(key);
      case Exchanged.TooFewPoints few ->
          Redirect.to("/my/exchange").saying("rewards.exchange.tooFew");
      case Exchanged.NotOffered gone -> Redirect.to("/my/exchange").saying("rewards.exchange.gone");
    };
  }

  private static String word(Benefit benefit) {
    return "rewards.benefit." + benefit.name().toLowerCase(Locale.ROOT);
  }

  static String word(Tier tier) {
    return "rewards.tier." + tier.name().toLowerCase(Locale.ROOT);
  }
}
