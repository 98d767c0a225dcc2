package changke.rewards;

import changke.engine.genuine.Identity.Kind;
import changke.identity.Person;
import changke.orders.OrderCompleted;
import changke.orders.OrderReturned;
import changke.orders.Orders;
import changke.payments.Charge;
import changke.payments.ChargePaid;
import changke.payments.Payments;
import changke.rewards.ReferralReward.State;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Referral: a link for everyone, and points for purchases of people who came by it.
///
/// Nobody earns for a registration or a headcount, joining costs nothing, there is no team and no
/// rank. One level; a second one only where a region's rule has it, signed, capped and in points.
@Component
public class Referrals {

  private static final String ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz";
  private static final int CODE = 8;
  private static final int TRIES = 20;
  private static final int AT_ONCE = 200;
  private static final Duration TRACES_KEPT = Duration.ofDays(183);

  private final ReferralRows rows;
  private final ReferralRewardRows rewardRows;
  private final ReferralRuleRows rules;
  private final ReferralTraces traces;
  private final ReferralRewards rewards;
  private final Members members;
  private final RewardSettings settings;
  private final Orders orders;
  private final Payments payments;
  private final RandomGenerator chance;
  private final Clock clock;

  Referrals(
      ReferralRows rows,
      ReferralRewardRows rewardRows,
      ReferralRuleRows rules,
      ReferralTraces traces,
      ReferralRewards rewards,
      Members members,
      RewardSettings settings,
      Orders orders,
      Payments payments,
      RandomGenerator chance,
      Clock clock) {
    this.rows = rows;
    this.rewardRows = rewardRows;
    this.rules = rules;
    this.traces = traces;
    this.rewards = rewards;
    this.members = members;
    this.settings = settings;
    this.orders = orders;
    this.payments = payments;
    this.chance = chance;
    this.clock = clock;
  }

  /// How a promoter stands: people sent, visits of the link, points by state.
  public record Standing(long visits, long sent, long pending, long paid) {}

  /// The person's own code, made at the first asking.
  @Transactional
  public String code(PersonId promoter) {
    for (int tries = 0; tries < TRIES; tries++) {
      var known = rows.link(promoter);
      if (known.isPresent()) {
        return known.get();
      }
      rows.makeLink(promoter, fresh(), clock.instant());
    }
    throw new IllegalStateException("no code for " + promoter);
  }

  /// Somebody followed a link; counted by day and not by whom. False when nobody has the code.
  @Transactional
  public boolean visited(String code) {
    var owner = rows.owner(code).map(members::current);
    owner.ifPresent(
        promoter -> rows.visit(promoter, LocalDate.ofInstant(clock.instant(), settings.zone())));
    return owner.isPresent();
  }

  /// A member came by a link. Counts once, only for people who have bought nothing here before, and
  /// never for oneself or for whoever came by this very member.
  @Transactional
  public boolean attribute(Person buyer, String code, String region) {
    var promoter = rows.owner(code).map(members::current);
    var rule = rules.of(region);
    if (promoter.isEmpty()
        || rule.isEmpty()
        || promoter.get().equals(buyer.id())
        || hasBought(buyer.id())
        || rows.sent(promoter.get()).filter(s -> s.promoter().equals(buyer.id())).isPresent()) {
      return false;
    }
    var now = clock.instant();
    return rows.send(
        new ReferralRows.Sent(
            buyer.id(), promoter.get(), region, now, now.plus(rule.get().window())));
  }

  private boolean hasBought(PersonId buyer) {
    return orders.of(buyer, 0).rows().stream().anyMatch(order -> order.paidAt() != null);
  }

  /// Somebody uses this device, address or payment account; kept as a keyed fingerprint for half a
  /// year.
  @Transactional
  public void seen(PersonId person, Kind kind, String value) {
    if (!value.isBlank()) {
      traces.see(person, kind, value, clock.instant());
    }
  }

  public Standing standing(PersonId promoter) {
    return new Standing(
        rows.visits(promoter),
        rows.count(promoter),
        rewardRows.sum(promoter, State.PENDING) + rewardRows.sum(promoter, State.REVIEW),
        rewardRows.sum(promoter, State.PAID));
  }

  /// A promoter's rewards, newest first.
  public Slice<ReferralReward> of(PersonId promoter, int page) {
    int size = Slice.DEFAULT_SIZE;
    return Slice.cut(rewardRows.of(promoter, page * size, size + 1), page, size);
  }

  /// Rewards that wait for a person to look at the evidence, the oldest first.
  public Slice<ReferralReward> forReview(int page) {
    int size = Slice.DEFAULT_SIZE;
    return Slice.cut(rewardRows.forReview(page * size, size + 1), page, size);
  }

  /// Pays or refuses what waits for review; false when it does not.
  public boolean decide(UUID reward, boolean pay, PersonId operator) {
    return rewards.decide(reward, pay, operator);
  }

  /// The rules in force, one a region.
  public List<ReferralRule> rules() {
    return rules.inForce();
  }

  public Optional<ReferralRule> rule(String region) {
    return rules.of(region);
  }

  /// Replaces a region's rule; false when it is not whole: a second level without the signed words,
  /// for instance.
  @Transactional
  public boolean publish(ReferralRule rule, PersonId operator) {
    if (!rule.isWhole()) {
      return false;
    }
    rules.replace(rule, operator, clock.instant());
    return true;
  }

  /// Pays what is due; runs as a job. Tells how many rewards were looked at.
  public int settle() {
    var due = rewardRows.due(clock.instant(), AT_ONCE);
    due.forEach(rewards::settle);
    return due.size();
  }

  /// Runs as a job: fingerprints older than half a year go.
  @Transactional
  public void forget() {
    traces.forget(clock.instant().minus(TRACES_KEPT));
  }

  /// What somebody paid from, an order or their balance, is a means of payment that they use.
  @ApplicationModuleListener(condition = "@" + Payers.NAME + ".isNamed(#fact.charge())")
  void paid(ChargePaid fact) {
    payments
        .find(fact.charge())
        .map(Charge::payer)
        .ifPresent(payer ->
            payments
                .accountOf(fact.charge())
                .ifPresent(account -> seen(payer, Kind.PAYMENT, account)));
  }

  @ApplicationModuleListener(condition = "#fact.person() != null")
  void completed(OrderCompleted fact) {
    rewards.refresh(fact.order());
  }

  @ApplicationModuleListener(condition = "#fact.person() != null")
  void returned(OrderReturned fact) {
    rewards.refresh(fact.order());
  }

  private String fresh() {
    var code = new StringBuilder(CODE);
    for (int i = 0; i < CODE; i++) {
      code.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
