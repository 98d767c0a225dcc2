package changke.play;

import changke.rewards.CouponGift;
import changke.rewards.CouponGranted;
import changke.rewards.Coupons;
import changke.rewards.Deed;
import changke.rewards.Gift;
import changke.rewards.Rewards;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Hands what was won to rewards, each under the name of what it was won with: twice gives once.
@Component
class Payouts {

  private static final int AT_ONCE = 200;

  private final Rewards rewards;
  private final Coupons coupons;
  private final WheelSpins spins;
  private final WheelPeriods periods;
  private final Clock clock;

  Payouts(Rewards rewards, Coupons coupons, WheelSpins spins, WheelPeriods periods, Clock clock) {
    this.rewards = rewards;
    this.coupons = coupons;
    this.spins = spins;
    this.periods = periods;
    this.clock = clock;
  }

  /// A draw stands whatever becomes of its prize: what rewards cannot hand over now is owed, and
  /// tried again until it can.
  void prize(Spin spin, Prize paid, int version) {
    if (!handed(spin, paid, version)) {
      spins.owe(spin.id(), clock.instant());
    }
  }

  /// Tries what is owed once more; runs as a job. Returns how many are owed still.
  @Transactional
  public int settle() {
    int left = 0;
    for (var spin : spins.owed(AT_ONCE)) {
      var plan = periods.find(spin.period()).orElseThrow().plan();
      if (handed(spin, plan.prize(spin.paid()), plan.version())) {
        spins.settle(spin.id(), clock.instant());
      } else {
        left++;
      }
    }
    return left;
  }

  private boolean handed(Spin spin, Prize paid, int version) {
    var fact = "wheel " + spin.id();
    var coupon = paid.coupon();
    if (paid.kind() == Prize.Kind.POINTS) {
      rewards.give(Gift.now(spin.person(), fact, paid.amount(), "wheel", "play.wheel", version));
      return true;
    }
    if (coupon == null) {
      return true;
    }
    var why = Map.of("rule", "play.wheel", "version", String.valueOf(version));
    return !(coupons.grant(new CouponGift(spin.person(), coupon, fact, CouponGift.Cause.RULE, why))
        instanceof CouponGranted.Refused);
  }

  void quest(Quest quest, PersonId person, LocalDate day) {
    if (quest.points() > 0) {
      rewards.give(
          Gift.now(
              person,
              "quest " + quest.id() + " " + person + " " + day,
              quest.points(),
              "quest",
              "play.quest." + quest.id(),
              1));
    }
  }

  /// What a day earns is a rule of rewards; without one it earns nothing.
  void checkIn(PersonId person, LocalDate day, Instant at) {
    rewards.earn(Deed.of("check-in", person, "check-in " + person + " " + day, day.toString(), at));
  }

  void week(PersonId person, LocalDate day, long points) {
    if (points > 0) {
      rewards.give(
          Gift.now(person, "streak " + person + " " + day, points, "streak", "play.streak", 1));
    }
  }
}
