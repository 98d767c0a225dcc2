package changke.backoffice.play;

import changke.catalog.Catalog;
import changke.identity.Allowed;
import changke.identity.Person;
import changke.identity.Right;
import changke.identity.Who;
import changke.pages.Redirect;
import changke.rewards.ReferralRule;
import changke.rewards.Referrals;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Rules of referral by region, and the decisions that rings need.
@Controller
@Allowed(Who.OPERATOR)
class ReferralsController {

  private static final String REFERRALS = "/backoffice/referrals";

  private final Catalog catalog;
  private final Referrals referrals;

  ReferralsController(Referrals referrals, Catalog catalog) {
    this.catalog = catalog;
    this.referrals = referrals;
  }

  @GetMapping(REFERRALS)
  ReferralsPage referrals(@RequestParam(defaultValue = "0") int page) {
    return new ReferralsPage(
        catalog.currency(),
        referrals.rules(),
        referrals.forReview(Math.clamp(page, 0, 1_000)),
        false);
  }

  @PostMapping(REFERRALS)
  @Allowed(value = Who.OPERATOR, right = Right.SETTINGS)
  Object publish(
      @RequestParam String region,
      @RequestParam(defaultValue = "1") int levels,
      @RequestParam int firstBp,
      @RequestParam(defaultValue = "0") int secondBp,
      @RequestParam long monthCap,
      @RequestParam int windowDays,
      @RequestParam int pendingDays,
      @RequestParam(defaultValue = "") String acknowledgement,
      Person operator) {
    var rule =
        new ReferralRule(
            region.strip().toUpperCase(Locale.ROOT),
            0,
            levels,
            firstBp,
            levels == 2 ? secondBp : 0,
            monthCap,
            windowDays,
            pendingDays,
            acknowledgement.isBlank() ? null : acknowledgement.strip());
    return referrals.publish(rule, operator.id())
        ? Redirect.to(REFERRALS).saying("backoffice.referrals.published")
        : new ReferralsPage(catalog.currency(), referrals.rules(), referrals.forReview(0), true);
  }

  @PostMapping(REFERRALS + "/{reward}/pay")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS)
  Redirect pay(@PathVariable UUID reward, Person operator) {
    return decided(referrals.decide(reward, true, operator.id()));
  }

  @PostMapping(REFERRALS + "/{reward}/refuse")
  @Allowed(value = Who.OPERATOR, right = Right.PAYOUTS)
  Redirect refuse(@PathVariable UUID reward, Person operator) {
    return decided(referrals.decide(reward, false, operator.id()));
  }

  private static Redirect decided(boolean now) {
    return Redirect.to(REFERRALS)
        .saying(now ? "backoffice.referrals.decided" : "backoffice.referrals.before");
  }
}
