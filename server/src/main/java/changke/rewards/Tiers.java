package changke.rewards;

import changke.identity.Identity;
import changke.messaging.Messaging;
import changke.messaging.Recipient;
import changke.orders.BuyerStanding;
import changke.shared.OfferId;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Bronze, silver, gold, platinum: who has which, what is missing to the next, what it brings.
@Component
public class Tiers implements BuyerStanding {

  private static final int AT_ONCE = 500;

  private final TierRows tiers;
  private final Privileges privileges;
  private final Advisers advisers;
  private final Turnovers turnovers;
  private final Members members;
  private final Zones zones;
  private final Identity identity;
  private final Messaging messaging;
  private final TransactionOperations transaction;
  private final Clock clock;

  Tiers(
      TierRows tiers,
      Privileges privileges,
      Advisers advisers,
      Turnovers turnovers,
      Members members,
      Zones zones,
      Identity identity,
      Messaging messaging,
      TransactionOperations transaction,
      Clock clock) {
    this.tiers = tiers;
    this.privileges = privileges;
    this.advisers = advisers;
    this.turnovers = turnovers;
    this.members = members;
    this.zones = zones;
    this.identity = identity;
    this.messaging = messaging;
    this.transaction = transaction;
    this.clock = clock;
  }

  public List<TierLevel> levels() {
    return tiers.levels();
  }

  public Tier of(PersonId person) {
    return tiers.find(members.current(person)).map(TierRows.Row::tier).orElse(Tier.BRONZE);
  }

  /// Whether the person's tier brings this, or points were exchanged for it.
  public boolean has(PersonId whose, Benefit benefit) {
    var person = members.current(whose);
    return tiers.find(person).filter(row -> row.benefits().contains(benefit)).isPresent()
        || privileges.until(person, benefit).filter(clock.instant()::isBefore).isPresent();
  }

  /// The tiers of many at once, bronze for who has none. Whoever was merged into somebody is not
  /// followed.
  public Map<PersonId, Tier> of(Collection<PersonId> people) {
    var found = tiers.among(people);
    people.forEach(person -> found.putIfAbsent(person, Tier.BRONZE));
    return found;
  }

  @Transactional(readOnly = true)
  public TierStanding standing(PersonId whose) {
    var person = members.current(whose);
    var now = clock.instant();
    var sums = turnovers.sums(person, TierRules.yearBefore(now, zones.of(person)), later(now));
    var row = tiers.find(person);
    var tier = row.map(TierRows.Row::tier).orElse(Tier.BRONZE);
    return new TierStanding(
        tier,
        row.map(TierRows.Row::since).orElse(Instant.EPOCH),
        sums.keptMinor(),
        sums.orders(),
        row.map(TierRows.Row::fallsAt).orElse(null),
        TierRules.next(tier, sums.keptMinor(), sums.orders(), tiers.levels()));
  }

  /// Looks at what a person bought within the last year and moves the tier where rules say so.
  @Transactional
  public void look(PersonId whose) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var sums = turnovers.sums(person, TierRules.yearBefore(now, zones.of(person)), later(now));
    var row = tiers.find(person);
    var held =
        new TierRules.Held(
            row.map(TierRows.Row::tier).orElse(Tier.BRONZE),
            row.map(TierRows.Row::fallsAt).orElse(null));
    var decision = TierRules.decide(held, sums.keptMinor(), sums.orders(), tiers.levels(), now);
    if (decision.step() == TierRules.Step.NOTHING) {
      return;
    }
    tiers.put(person, decision, now);
    tiers.step(person, decision, sums.keptMinor(), sums.orders(), now);
    tell(person, decision, now);
  }

  /// Looks at everyone above bronze, because a year passes by itself.
  public int lookAtAll() {
    var looked = 0;
    var after = new UUID(0, 0);
    List<PersonId> some;
    do {
      some = tiers.aboveBronze(after, AT_ONCE);
      some.forEach(person -> transaction.executeWithoutResult(status -> look(person)));
      looked += some.size();
      after = some.isEmpty() ? after : some.getLast().value();
    } while (some.size() == AT_ONCE);
    return looked;
  }

  /// Changes what a tier asks for and brings, from now on.
  @Transactional
  public void change(TierLevel level, String by) {
    tiers.replace(level, by, clock.instant());
  }

  /// Opens an offer to everyone at a time, and to tiers earlier by the hours of their level.
  public void openEarly(OfferId offer, Instant opensAt, String by) {
    tiers.putEarly(offer, opensAt, by);
  }

  /// Opens an offer to everyone now.
  public void openToAll(OfferId offer) {
    tiers.endEarly(offer);
  }

  /// Offers that are not open to everyone yet and when they are, the next first.
  public Map<OfferId, Instant> early() {
    return tiers.earlyAhead(clock.instant());
  }

  /// When an offer opens to this visitor (null is a guest) and to everyone; empty when it is open
  /// to all.
  public Optional<Opening> opening(OfferId offer, @Nullable PersonId person) {
    var now = clock.instant();
    var opens = tiers.early(List.of(offer)).get(offer);
    return opens == null || !now.isBefore(opens)
        ? Optional.empty()
        : Optional.of(new Opening(opens, opens.minus(ahead(person)), now));
  }

  /// Whom to write to, for members whose tier brings an adviser.
  public Optional<Adviser> adviser(PersonId person) {
    return has(person, Benefit.ADVISER) ? advisers.find() : Optional.empty();
  }

  /// The adviser of everyone whose tier brings one; empty when none is named.
  public Optional<Adviser> adviser() {
    return advisers.find();
  }

  public void name(Adviser adviser, String by) {
    advisers.put(adviser, by, clock.instant());
  }

  @Override
  public boolean goesFirst(PersonId person) {
    return has(person, Benefit.PRIORITY_LANE);
  }

  @Override
  public boolean isRefundedFast(PersonId person) {
    return has(person, Benefit.FAST_REFUND);
  }

  @Override
  public int quotaFactor(PersonId person) {
    var tier = of(person);
    return tiers.levels().stream()
        .filter(level -> level.tier() == tier)
        .mapToInt(TierLevel::quotaFactor)
        .findFirst()
        .orElse(1);
  }

  @Override
  public Set<OfferId> closedTo(@Nullable PersonId person, Set<OfferId> offers) {
    var early = tiers.early(offers);
    if (early.isEmpty()) {
      return Set.of();
    }
    var ahead = ahead(person);
    var now = clock.instant();
    var closed = new HashSet<OfferId>();
    early.forEach((offer, opens) -> {
      if (now.isBefore(opens.minus(ahead))) {
        closed.add(offer);
      }
    });
    return closed;
  }

  /// How long before everyone else a visitor may buy.
  private Duration ahead(@Nullable PersonId person) {
    return person == null
        ? Duration.ZERO
        : tiers
            .find(members.current(person))
            .filter(row -> row.benefits().contains(Benefit.EARLY_ACCESS))
            .map(row -> Duration.ofHours(row.earlyHours()))
            .orElse(Duration.ZERO);
  }

  private void tell(PersonId person, TierRules.Decision decision, Instant now) {
    var reader = identity.find(person);
    if (reader.isEmpty()) {
      return;
    }
    var to = new Recipient(person, reader.get().email(), reader.get().language());
    var key = "tier " + person + " " + now.toEpochMilli();
    switch (decision.step()) {
      case UP -> messaging.queue(key, to, new YourTierRose(name(decision.tier(), to)));
      case NOTICE -> {
        var falls = decision.fallsAt() == null ? now : decision.fallsAt();
        messaging.queue(
            key,
            to,
            new YourTierMayFall(
                name(decision.tier(), to),
                falls.atZone(zones.of(person)).toLocalDate().toString()));
      }
      case DOWN -> messaging.queue(key, to, new YourTierFell(name(decision.tier(), to)));
      case KEPT, NOTHING -> {}
    }
  }

  private static String name(Tier tier, Recipient to) {
    var chinese = to.language().getLanguage().equals("zh");
    return switch (tier) {
      case BRONZE -> chinese ? "青铜" : "bronze";
      case SILVER -> chinese ? "白银" : "silver";
      case GOLD -> chinese ? "黄金" : "gold";
      case PLATINUM -> chinese ? "铂金" : "platinum";
    };
  }

  private static Instant later(Instant now) {
    return now.plusSeconds(1);
  }
}
