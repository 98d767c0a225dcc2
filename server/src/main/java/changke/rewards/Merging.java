package changke.rewards;

import changke.shared.PersonId;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Two accounts of one person become one, and people leave.
@Component
class Merging {

  private final Members members;
  private final Points points;
  private final CouponRows coupons;
  private final PriceCuts cuts;
  private final TierRows tierRows;
  private final Tiers tiers;
  private final Privileges privileges;
  private final ReferralRows referrals;
  private final ReferralRewardRows rewards;
  private final ReferralTraces traces;
  private final ContributionRows contributions;
  private final Clock clock;

  Merging(
      Members members,
      Points points,
      CouponRows coupons,
      PriceCuts cuts,
      TierRows tierRows,
      Tiers tiers,
      Privileges privileges,
      ReferralRows referrals,
      ReferralRewardRows rewards,
      ReferralTraces traces,
      ContributionRows contributions,
      Clock clock) {
    this.members = members;
    this.points = points;
    this.coupons = coupons;
    this.cuts = cuts;
    this.tierRows = tierRows;
    this.tiers = tiers;
    this.privileges = privileges;
    this.referrals = referrals;
    this.rewards = rewards;
    this.traces = traces;
    this.contributions = contributions;
    this.clock = clock;
  }

  /// Everything of `one` is `other`'s. Where only one can stand, the higher tier does, the own
  /// birthday and the own link; what one earned by sending the other is refused.
  @Transactional
  void merge(PersonId one, PersonId other) {
    var now = clock.instant();
    var first = one.toString().compareTo(other.toString()) < 0 ? one : other;
    var a = members.lock(first, now);
    var b = members.lock(first.equals(one) ? other : one, now);
    var from = first.equals(one) ? a : b;
    var into = first.equals(one) ? b : a;
    if (from.equals(into)) {
      return;
    }
    // Before coupons, as everyone does who holds an order's cuts.
    cuts.rehome(from, into);
    members.rehomeBirthday(from, into);
    points.merge(from, into);
    tierRows.rehome(from, into);
    privileges.rehome(from, into);
    referrals.rehome(from, into);
    rewards.rehome(from, into, now);
    traces.rehome(from, into);
    contributions.rehome(from, into);
    tiers.look(into);
  }

  /// What is only about the person is gone; lots, spendings, orders' cuts and who sent whom stay
  /// under the pseudonym, so that every sum still proves.
  @Transactional
  void leave(PersonId whose) {
    if (!members.knows(whose)) {
      return;
    }
    var now = clock.instant();
    var person = members.lock(whose, now);
    points.leave(person);
    coupons.end(person, now);
    members.forgetBirthday(person);
    tierRows.forget(person);
    privileges.forget(person);
    referrals.forget(person);
    traces.forget(person);
    contributions.forget(person);
  }
}
