package changke.rewards;

import changke.identity.Identity;
import changke.identity.Role;
import changke.merchants.Merchants;
import changke.orders.Order;
import changke.orders.OrderState;
import changke.orders.Orders;
import changke.rewards.ReferralReward.State;
import changke.rewards.ReferralRule.Level;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// From an order to rewards. Whatever is told, in whatever order and however often, each step looks
/// at the order as it stands now.
@Component
class ReferralRewards {

  private static final Duration MONTH = Duration.ofDays(30);
  private static final int LIFE_DAYS = 365;

  private final ReferralRows referrals;
  private final ReferralRewardRows rows;
  private final ReferralRuleRows rules;
  private final ReferralTraces traces;
  private final Contributions contributions;
  private final Rewards rewards;
  private final Orders orders;
  private final Merchants merchants;
  private final Identity identity;
  private final Ids ids;
  private final Clock clock;

  ReferralRewards(
      ReferralRows referrals,
      ReferralRewardRows rows,
      ReferralRuleRows rules,
      ReferralTraces traces,
      Contributions contributions,
      Rewards rewards,
      Orders orders,
      Merchants merchants,
      Identity identity,
      Ids ids,
      Clock clock) {
    this.referrals = referrals;
    this.rows = rows;
    this.rules = rules;
    this.traces = traces;
    this.contributions = contributions;
    this.rewards = rewards;
    this.orders = orders;
    this.merchants = merchants;
    this.identity = identity;
    this.ids = ids;
    this.clock = clock;
  }

  /// Brings the rewards of an order to what the order is now.
  @Transactional
  void refresh(OrderId id) {
    var order = orders.find(id).orElse(null);
    if (order == null || order.person() == null) {
      return;
    }
    if (order.state() == OrderState.COMPLETED && order.keptMinor() > 0) {
      begin(order, order.person());
    }
    for (var reward : rows.lock(id)) {
      if (order.keptMinor() < reward.keptMinor()) {
        reduce(reward, order.keptMinor());
      }
    }
  }

  /// A reward for who sent the buyer, and for who sent them where the rule has two levels. The
  /// chain is asked twice and never further.
  private void begin(Order order, PersonId buyer) {
    var first = referrals.sent(buyer).orElse(null);
    if (first == null || !first.counts(order.placedAt()) || !isEndBuyer(order, buyer, first)) {
      return;
    }
    var rule = rules.of(first.region()).orElse(null);
    if (rule == null) {
      return;
    }
    rows.insert(fresh(order, buyer, first.promoter(), rule, Level.FIRST));
    if (rule.levels() == 2) {
      referrals
          .sent(first.promoter())
          .filter(second -> !second.promoter().equals(buyer))
          .ifPresent(
              second -> rows.insert(fresh(order, buyer, second.promoter(), rule, Level.SECOND)));
    }
  }

  /// Not who works for the house, nor at a shop that the order bought from; neither may the
  /// promoter be paid for a sale of their own shop.
  private boolean isEndBuyer(Order order, PersonId buyer, ReferralRows.Sent sent) {
    var operator = identity.find(buyer).filter(person -> person.is(Role.OPERATOR)).isPresent();
    return !operator
        && order.lines().stream()
            .noneMatch(line ->
                merchants.worksFor(buyer, line.merchant())
                    || merchants.worksFor(sent.promoter(), line.merchant()));
  }

  private ReferralReward fresh(
      Order order, PersonId buyer, PersonId promoter, ReferralRule rule, Level level) {
    return new ReferralReward(
        ids.next(),
        order.id(),
        level,
        promoter,
        buyer,
        rule.region(),
        rule.version(),
        order.keptMinor(),
        rule.worth(level, order.keptMinor()),
        State.PENDING,
        "",
        List.of(),
        order.placedAt(),
        clock.instant().plus(rule.pending()));
  }

  /// Money went back: what it earned goes back too, from points that were paid as well.
  private void reduce(ReferralReward reward, long keptMinor) {
    var rule = rules.version(reward.region(), reward.ruleVersion()).orElseThrow();
    var now = clock.instant();
    var smaller =
        reward.worth(keptMinor, Math.min(reward.amount(), rule.worth(reward.level(), keptMinor)));
    switch (reward.state()) {
      case PENDING, REVIEW ->
          rows.update(
              keptMinor == 0 ? smaller.in(State.REFUSED, "refunded", reward.evidence()) : smaller,
              null,
              now);
      case PAID -> {
        rewards.amend(reward.promoter(), reward.fact(), 0);
        rewards.amend(reward.promoter(), again(reward), 0);
        if (smaller.amount() > 0) {
          give(smaller, again(smaller));
        }
        rows.update(
            smaller.amount() > 0
                ? smaller
                : smaller.in(State.CLAWED_BACK, "refunded", reward.evidence()),
            null,
            now);
      }
      case REFUSED, CLAWED_BACK -> rows.update(smaller, null, now);
    }
  }

  private static String again(ReferralReward reward) {
    return reward.fact() + " kept " + reward.keptMinor();
  }

  /// Pays what has waited long enough, or lays it before a person when something speaks against it.
  @Transactional
  void settle(UUID id) {
    var reward = rows.lock(id).orElseThrow();
    var now = clock.instant();
    if (reward.state() != State.PENDING || reward.dueAt().isAfter(now)) {
      return;
    }
    var evidence =
        ReferralSuspicions.against(reward.promoter(), reward.buyer(), around(reward), now);
    if (evidence.isEmpty()) {
      pay(reward, null, now);
    } else {
      rows.update(reward.in(State.REVIEW, "", evidence), null, now);
    }
  }

  /// What is known around whoever sent the buyer, and of the promoter: two people on the second
  /// level.
  private Map<PersonId, List<changke.engine.genuine.Identity>> around(ReferralReward reward) {
    var promoter = reward.promoter();
    var first = referrals.sent(reward.buyer()).map(ReferralRows.Sent::promoter).orElse(promoter);
    var known = traces.around(first);
    if (!first.equals(promoter)) {
      known.put(promoter, traces.around(promoter).getOrDefault(promoter, List.of()));
    }
    return known;
  }

  /// A person looked at the evidence. False when nothing waits for a decision.
  @Transactional
  boolean decide(UUID id, boolean pay, PersonId operator) {
    var reward = rows.lock(id).orElse(null);
    if (reward == null || reward.state() != State.REVIEW) {
      return false;
    }
    var now = clock.instant();
    if (pay) {
      pay(reward, operator, now);
    } else {
      rows.update(reward.in(State.REFUSED, "ring", reward.evidence()), operator, now);
    }
    return true;
  }

  private void pay(ReferralReward reward, @Nullable PersonId by, Instant now) {
    var rule = rules.version(reward.region(), reward.ruleVersion()).orElseThrow();
    var left = rule.monthCap() - rows.paidSince(reward.promoter(), now.minus(MONTH));
    var amount = Math.clamp(left, 0, reward.amount());
    var paid = reward.worth(reward.keptMinor(), amount);
    if (amount == 0) {
      rows.update(paid.in(State.REFUSED, "capped", reward.evidence()), by, now);
      return;
    }
    give(paid, paid.fact());
    rows.update(paid.in(State.PAID, "", reward.evidence()), by, now);
    if (reward.level() == Level.FIRST) {
      contributions.tell(
          new Contribution(
              reward.id(), reward.promoter(), Contribution.Kind.INVITE, reward.buyer(), now));
    }
  }

  private void give(ReferralReward reward, String fact) {
    rewards.give(
        new Gift(
            reward.promoter(),
            fact,
            reward.amount(),
            "referral",
            "rewards.referral." + reward.region(),
            reward.ruleVersion(),
            "",
            Duration.ZERO,
            LIFE_DAYS,
            Map.of("level", String.valueOf(reward.level().number()))));
  }
}
