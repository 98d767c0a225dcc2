package changke.storefront.wallet;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Who;
import changke.pages.NotFoundException;
import changke.pages.Redirect;
import changke.rewards.Coupon;
import changke.rewards.CouponGranted;
import changke.rewards.Coupons;
import changke.rewards.PointTender;
import changke.rewards.Rewards;
import changke.rewards.Wallet;
import changke.shared.Money;
import changke.storefront.Front;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// A member's points and coupons.
@Controller
@Allowed(Who.MEMBER)
class WalletController {

  private static final int ENTRIES = 30;

  private final Rewards rewards;
  private final Wallet wallet;
  private final Coupons coupons;
  private final PointTender tender;
  private final Catalog catalog;

  WalletController(
      Rewards rewards, Wallet wallet, Coupons coupons, PointTender tender, Catalog catalog) {
    this.rewards = rewards;
    this.wallet = wallet;
    this.coupons = coupons;
    this.tender = tender;
    this.catalog = catalog;
  }

  @GetMapping("/my/points")
  PointsPage points(
      @RequestParam(defaultValue = "9223372036854775807") long before, Front front, Person person) {
    var balance = rewards.balance(person.id());
    var entries = wallet.entries(person.id(), before, ENTRIES + 1);
    var more = entries.size() > ENTRIES;
    return new PointsPage(
        front,
        balance,
        new Money(tender.worthOf(balance.available()), catalog.currency()),
        rewards.lots(person.id()).stream()
            .map(lot -> new PointsPage.LotLine(lot, wallet.why(lot)))
            .toList(),
        more ? entries.subList(0, ENTRIES) : entries,
        more ? entries.get(ENTRIES - 1).id() : 0);
  }

  @GetMapping("/my/coupons")
  CouponsPage coupons(@RequestParam(defaultValue = "0") int page, Front front, Person person) {
    return page(front, person, page, null);
  }

  @PostMapping("/my/coupons/claim")
  Object claim(@RequestParam String key, Front front, Person person) {
    return answer(coupons.claim(person.id(), key), front, person);
  }

  @PostMapping("/my/coupons/code")
  Object code(@RequestParam String code, Front front, Person person) {
    return answer(coupons.redeem(person.id(), code), front, person);
  }

  @PostMapping("/my/coupons/{coupon}/keep")
  Redirect keep(@PathVariable UUID coupon, @RequestParam boolean kept, Person person) {
    if (!coupons.keep(person.id(), coupon, kept)) {
      throw new NotFoundException();
    }
    return Redirect.to("/my/coupons")
        .saying(kept ? "rewards.coupons.isKept" : "rewards.coupons.isUsed");
  }

  private Object answer(CouponGranted granted, Front front, Person person) {
    return switch (granted) {
      case CouponGranted.Granted yes -> Redirect.to("/my/coupons").saying("rewards.coupons.got");
      case CouponGranted.Before yes -> Redirect.to("/my/coupons").saying("rewards.coupons.got");
      case CouponGranted.Refused no -> page(front, person, 0, word(no.reason()));
    };
  }

  static String word(CouponGranted.Reason reason) {
    return switch (reason) {
      case NONE_IN_FORCE -> "rewards.coupons.none";
      case GONE -> "rewards.coupons.gone";
      case HAD_ENOUGH -> "rewards.coupons.enough";
      case NOT_FOR_YOU, NOT_CLAIMABLE -> "rewards.coupons.notYou";
    };
  }

  private CouponsPage page(Front front, Person person, int page, @Nullable String problem) {
    return new CouponsPage(
        front,
        coupons.open(person.id()).stream().map(this::held).toList(),
        coupons.claimable(person.id()).stream().map(coupons::plain).toList(),
        coupons.of(person.id(), Math.clamp(page, 0, 1000)),
        catalog.currency(),
        problem);
  }

  private CouponsPage.Held held(Coupon coupon) {
    return new CouponsPage.Held(coupon, coupons.plain(coupon.terms()));
  }
}
