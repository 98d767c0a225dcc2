package changke.rewards;

import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// From a deed to lots: one transaction that locks the person, looks at the rules and writes.
@Component
class Earning {

  private final Members members;
  private final Lots lots;
  private final EarnRules rules;
  private final Rulesets rulesets;
  private final Points points;
  private final Zones zones;
  private final Ledger ledger;
  private final JsonMapper json;
  private final Ids ids;
  private final Clock clock;

  Earning(
      Members members,
      Lots lots,
      EarnRules rules,
      Rulesets rulesets,
      Points points,
      Zones zones,
      Ledger ledger,
      JsonMapper json,
      Ids ids,
      Clock clock) {
    this.members = members;
    this.lots = lots;
    this.rules = rules;
    this.rulesets = rulesets;
    this.points = points;
    this.zones = zones;
    this.ledger = ledger;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  Earned earn(Deed deed) {
    var person = members.lock(deed.person(), clock.instant());
    var zone = zones.of(person);
    var day = LocalDate.ofInstant(deed.at(), zone);
    if (!rules.tell(deed, day)) {
      return before(deed.fact());
    }
    var gifts = new ArrayList<Wish>();
    for (var rule : rulesets.now().earning()) {
      if (rule.counts(deed)) {
        var wanted = rule.worth(deed.amountMinor());
        if (wanted > 0) {
          gifts.add(wish(rule, deed, person, day, wanted));
        }
      }
    }
    return gifts.isEmpty() ? new Earned.Nothing(Earned.Reason.NO_RULE) : write(gifts);
  }

  @Transactional
  Earned give(Gift gift) {
    var now = clock.instant();
    var person = members.lock(gift.person(), now);
    var before = lots.ofFact(gift.fact());
    if (before.stream().anyMatch(lot -> lot.source().equals(gift.source()))) {
      return before(gift.fact());
    }
    return write(
        List.of(
            new Wish(
                person,
                gift.fact(),
                gift.source(),
                gift.version(),
                gift.kind(),
                gift.subject(),
                PointBooks.PLATFORM,
                gift.points(),
                gift.points(),
                LocalDate.ofInstant(now, zones.of(person)),
                now,
                now.plus(gift.pending()),
                gift.lifeDays(),
                gift.why())));
  }

  /// What a deed earned was for less: each rule keeps what it would have earned for that, at most
  /// what it did earn; for nothing it keeps nothing.
  @Transactional
  long amend(PersonId person, String fact, long amountMinor) {
    members.lock(person, clock.instant());
    var earned = lots.ofFact(fact);
    if (earned.isEmpty()) {
      return 0;
    }
    var kept = new HashMap<String, Long>();
    for (var lot : earned) {
      var rule = rules.version(lot.source(), lot.version());
      var worth = amountMinor == 0 ? 0 : rule.map(r -> r.worth(amountMinor)).orElse(0L);
      kept.put(lot.source(), Math.min(lot.points(), worth));
    }
    return points.reduce(person, fact, kept);
  }

  private Earned before(String fact) {
    return new Earned.Before(lots.ofFact(fact).stream().mapToLong(Lot::points).sum());
  }

  private Wish wish(EarnRule rule, Deed deed, PersonId person, LocalDate day, long wanted) {
    var left = EarnLimits.left(rule, wanted, lots.used(person, rule.key(), day));
    if (rule.totalCap() != null) {
      left = Math.clamp(rule.totalCap() - rules.lockSpent(rule.key()), 0L, left);
      rules.addSpent(rule.key(), left);
    }
    return new Wish(
        person,
        deed.fact(),
        rule.key(),
        rule.version(),
        deed.kind(),
        deed.subject(),
        PointBooks.funder(rule.merchant()),
        wanted,
        left,
        day,
        deed.at(),
        matures(deed, rule),
        rule.lifeDays(),
        Map.of());
  }

  private static Instant matures(Deed deed, EarnRule rule) {
    var matures = deed.at().plus(Duration.ofDays(rule.pendingDays()));
    return deed.openUntil() != null && deed.openUntil().isAfter(matures)
        ? deed.openUntil()
        : matures;
  }

  /// Posts all of them in one batch; what a merchant's budget does not cover is nothing.
  private Earned write(List<Wish> wishes) {
    var now = clock.instant();
    var person = wishes.getFirst().person();
    var debt = wishes.stream().allMatch(w -> w.waits(now)) ? 0 : debt(person);
    var postings = new ArrayList<Posting>();
    var fresh = new ArrayList<Lots.Fresh>();
    for (var wish : wishes) {
      var paid = wish.waits(now) ? 0 : Math.min(debt, wish.points());
      debt -= paid;
      var lot = lot(wish, paid, now);
      fresh.add(lot);
      if (wish.points() > 0) {
        postings.add(posting(wish, lot, paid));
      }
    }
    var results = ledger.postAll(postings).iterator();
    var sum = 0L;
    var spendable = now;
    for (var lot : fresh) {
      var posted = lot.points() > 0 && !(results.next() instanceof PostingResult.TooLittle);
      lots.insert(posted ? lot : empty(lot));
      if (posted) {
        sum += lot.points();
        spendable = spendable.isBefore(lot.maturesAt()) ? lot.maturesAt() : spendable;
      }
    }
    return sum == 0 ? new Earned.Nothing(Earned.Reason.CAPPED) : new Earned.Lots(sum, spendable);
  }

  private long debt(PersonId person) {
    return -ledger.balanceOf(PointBooks.debt(person)).total();
  }

  private Lots.Fresh lot(Wish wish, long paid, Instant now) {
    var matures = wish.matures();
    var waits = wish.waits(now);
    return new Lots.Fresh(
        ids.next(),
        wish.person(),
        wish.fact(),
        wish.source(),
        wish.version(),
        wish.kind(),
        wish.subject(),
        wish.funder(),
        wish.wanted(),
        wish.points(),
        waits ? wish.points() : 0,
        waits ? 0 : wish.points() - paid,
        wish.points() == 0 ? "capped" : wish.points() < wish.wanted() ? "cut" : "whole",
        wish.day(),
        wish.at(),
        matures,
        Zones.endOfDay(matures, wish.lifeDays(), zones.of(wish.person())),
        json.writeValueAsString(wish.why()));
  }

  private static Lots.Fresh empty(Lots.Fresh lot) {
    return new Lots.Fresh(
        lot.id(),
        lot.person(),
        lot.fact(),
        lot.source(),
        lot.version(),
        lot.kind(),
        lot.subject(),
        lot.funder(),
        lot.wanted(),
        0,
        0,
        0,
        lot.points() > 0 ? "budget" : "capped",
        lot.localDay(),
        lot.earnedAt(),
        lot.maturesAt(),
        lot.expiresAt(),
        lot.why());
  }

  private static Posting posting(Wish wish, Lots.Fresh lot, long paid) {
    var person = wish.person();
    return PointBooks.posting(
        "points-earned " + lot.id(),
        lot.pending() > 0 ? "points-pending" : "points-earned",
        lot.id().toString(),
        PointBooks.line(PointBooks.source(wish.funder()), -lot.points()),
        PointBooks.line(PointBooks.pending(person), lot.pending()),
        PointBooks.line(PointBooks.debt(person), paid),
        PointBooks.line(PointBooks.balance(person), lot.open()));
  }

  /// What a rule or a gift would put into a lot: `points` is what caps left of `wanted`.
  private record Wish(
      PersonId person,
      String fact,
      String source,
      int version,
      String kind,
      String subject,
      String funder,
      long wanted,
      long points,
      LocalDate day,
      Instant at,
      Instant matures,
      int lifeDays,
      Map<String, String> why) {

    boolean waits(Instant now) {
      return matures.isAfter(now);
    }
  }
}
