package changke.rewards;

import changke.identity.PersonJoined;
import java.time.Clock;
import java.util.Map;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/// The welcome pack: whoever signs up gets the points of the rules for `sign-up`, the welcome
/// coupon, and something to try when terms called `sample` are in force.
@Component
class Welcome {

  static final String SIGN_UP = "sign-up";
  static final String COUPON = "welcome";
  static final String SAMPLE = "sample";

  private final Earning earning;
  private final Coupons coupons;
  private final Clock clock;

  Welcome(Earning earning, Coupons coupons, Clock clock) {
    this.earning = earning;
    this.coupons = coupons;
    this.clock = clock;
  }

  @ApplicationModuleListener
  void on(PersonJoined fact) {
    var person = fact.person();
    earning.earn(Deed.of(SIGN_UP, person, "sign-up " + person, "", clock.instant()));
    coupons.grant(pack(fact, COUPON));
    coupons.grant(pack(fact, SAMPLE));
  }

  private static CouponGift pack(PersonJoined fact, String terms) {
    return new CouponGift(
        fact.person(),
        terms,
        terms + " " + fact.person(),
        CouponGift.Cause.RULE,
        Map.of("rule", "sign-up"));
  }
}
