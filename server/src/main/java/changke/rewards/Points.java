package changke.rewards;

import changke.ledger.HoldResult;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What becomes of lots: set aside, spent, given back, matured, expired, clawed back. Each method
/// is one transaction that locks the person first.
@Component
class Points {

  private final Members members;
  private final Lots lots;
  private final Spends spends;
  private final CouponRows coupons;
  private final Turnovers turnovers;
  private final Ledger ledger;
  private final RewardSettings settings;
  private final Ids ids;
  private final Clock clock;

  Points(
      Members members,
      Lots lots,
      Spends spends,
      CouponRows coupons,
      Turnovers turnovers,
      Ledger ledger,
      RewardSettings settings,
      Ids ids,
      Clock clock) {
    this.members = members;
    this.lots = lots;
    this.spends = spends;
    this.coupons = coupons;
    this.turnovers = turnovers;
    this.ledger = ledger;
    this.settings = settings;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  Spending hold(UUID id, PersonId whose, long points, String purpose, String subject) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var before = spends.find(id);
    if (before.isPresent()) {
      return before.get().state().equals("held") ? new Spending.Held() : new Spending.Over();
    }
    var usable = lots.alive(person).stream().filter(lot -> lot.spendable(now)).toList();
    var parts = LotRules.take(usable, points);
    var missing = points - LotRules.sum(parts);
    if (missing > 0) {
      return new Spending.TooFew(missing);
    }
    var spend = new Spends.Spend(id, ids.next(), person, purpose, subject, points, 0, "held");
    setAside(spend.hold(), person, points);
    spends.insert(spend, parts, now);
    lots.move(parts.entrySet().stream().map(p -> moved(p, 0, 1)).toList());
    return new Spending.Held();
  }

  /// True when the points are taken, now or before.
  @Transactional
  boolean capture(UUID id) {
    var spend = locked(id);
    if (!spend.state().equals("held")) {
      return spend.state().equals("captured");
    }
    var balance = PointBooks.balance(spend.person());
    ledger.capture(
        spend.hold(),
        balance,
        Posting.move(
            "points-spent " + id,
            "points-spent",
            id.toString(),
            balance,
            PointBooks.REDEEMED,
            spend.points()));
    var parts = parts(id);
    lots.move(parts.entrySet().stream().map(p -> moved(p, -1, -1)).toList());
    spends.end(id, "captured", clock.instant());
    return true;
  }

  /// Takes what is set aside; false when nothing is.
  @Transactional
  boolean captureIfHeld(UUID id) {
    return spends.find(id).isPresent() && capture(id);
  }

  /// What was set aside is there again; what expired meanwhile has its grace.
  @Transactional
  void release(UUID id) {
    if (spends.find(id).isEmpty()) {
      return;
    }
    var spend = locked(id);
    if (!spend.state().equals("held")) {
      return;
    }
    var now = clock.instant();
    ledger.release(spend.hold(), PointBooks.balance(spend.person()));
    var parts = parts(id);
    lots.move(parts.entrySet().stream().map(p -> moved(p, 0, -1)).toList());
    lots.grace(parts, now, now.plus(settings.grace()));
    spends.end(id, "released", now);
  }

  /// Gives back to the lots it came from, at most what is not given back yet; a debt is paid from
  /// it first. Tells how many.
  @Transactional
  long refund(UUID id, long points, String request) {
    var spend = locked(id);
    var before = spends.refunded(request);
    if (before.isPresent() || !spend.state().equals("captured")) {
      return before.orElse(0L);
    }
    var now = clock.instant();
    var parts = LotRules.giveBack(spends.draws(id), points);
    var sum = LotRules.sum(parts);
    if (sum == 0) {
      return 0;
    }
    var person = spend.person();
    var paid = Math.min(sum, -ledger.balanceOf(PointBooks.debt(person)).total());
    post(
        PointBooks.posting(
            "points-refunded " + request,
            "points-refunded",
            id.toString(),
            PointBooks.line(PointBooks.REDEEMED, -sum),
            PointBooks.line(PointBooks.debt(person), paid),
            PointBooks.line(PointBooks.balance(person), sum - paid)));
    var kept = LotRules.without(parts, paid);
    lots.move(kept.entrySet().stream().map(p -> moved(p, 1, 0)).toList());
    lots.grace(kept, now, now.plus(settings.grace()));
    spends.refund(id, request, parts, now);
    return sum;
  }

  /// Takes back what is above `points` of what a fact earned: first what still waits, then what is
  /// left of the lot, then other lots, and what is spent already becomes a debt.
  @Transactional
  long reduce(PersonId whose, String fact, Map<String, Long> keptBySource) {
    var person = members.lock(whose, clock.instant());
    var taken = 0L;
    for (var lot : lots.ofFact(fact)) {
      var kept = keptBySource.getOrDefault(lot.source(), 0L);
      var over = lot.points() - lot.clawed() - kept;
      if (over > 0) {
        clawBack(person, lot, over);
        taken += over;
      }
    }
    return taken;
  }

  private void clawBack(PersonId person, Lot lot, long over) {
    var waiting = Math.min(over, lot.pending());
    var own = Math.min(over - waiting, lot.free());
    var left = over - waiting - own;
    var others = lots.alive(person).stream().filter(other -> !other.id().equals(lot.id())).toList();
    var parts = LotRules.take(others, left);
    var debt = left - LotRules.sum(parts);
    post(
        PointBooks.posting(
            "points-clawed " + lot.id() + " " + (lot.clawed() + over),
            "points-clawed",
            lot.id().toString(),
            PointBooks.line(PointBooks.pending(person), -waiting),
            PointBooks.line(PointBooks.balance(person), -own - LotRules.sum(parts)),
            PointBooks.line(PointBooks.debt(person), -debt),
            PointBooks.line(PointBooks.source(lot.funder()), over)));
    var moves = new ArrayList<Lots.Move>();
    moves.add(new Lots.Move(lot.id(), -waiting, -own, 0, over));
    parts.entrySet().forEach(part -> moves.add(moved(part, -1, 0)));
    lots.move(moves);
  }

  /// What has waited long enough can be spent; a debt is paid from it first.
  @Transactional
  void mature(PersonId whose) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var due =
        lots.alive(person).stream()
            .filter(lot -> lot.pending() > 0 && !lot.maturesAt().isAfter(now))
            .toList();
    var debt = -ledger.balanceOf(PointBooks.debt(person)).total();
    var moves = new ArrayList<Lots.Move>();
    var postings = new ArrayList<Posting>();
    for (var lot : due) {
      var paid = Math.min(debt, lot.pending());
      debt -= paid;
      moves.add(new Lots.Move(lot.id(), -lot.pending(), lot.pending() - paid, 0, 0));
      postings.add(
          PointBooks.posting(
              "points-matured " + lot.id(),
              "points-earned",
              lot.id().toString(),
              PointBooks.line(PointBooks.pending(person), -lot.pending()),
              PointBooks.line(PointBooks.debt(person), paid),
              PointBooks.line(PointBooks.balance(person), lot.pending() - paid)));
    }
    demand(ledger.postAll(postings));
    lots.move(moves);
  }

  /// What nobody used in time is gone; what is set aside stays until that is over.
  @Transactional
  void expire(PersonId whose) {
    var now = clock.instant();
    var person = members.lock(whose, now);
    var due =
        lots.alive(person).stream()
            .filter(lot -> lot.free() > 0 && !now.isBefore(lot.expiresAt()))
            .toList();
    var postings = new ArrayList<Posting>();
    for (var lot : due) {
      postings.add(
          Posting.move(
              "points-expired " + lot.id() + " " + lot.expiresAt().getEpochSecond(),
              "points-expired",
              lot.id().toString(),
              PointBooks.balance(person),
              PointBooks.BREAKAGE,
              lot.free()));
    }
    demand(ledger.postAll(postings));
    lots.move(due.stream().map(lot -> new Lots.Move(lot.id(), 0, -lot.free(), 0, 0)).toList());
  }

  /// Somebody left: what waits goes back to whoever gave it, what is there is nobody's any more.
  /// What an unpaid order holds ends with the order.
  @Transactional
  void leave(PersonId whose) {
    var person = members.lock(whose, clock.instant());
    var due =
        lots.alive(person).stream().filter(lot -> lot.free() > 0 || lot.pending() > 0).toList();
    var postings = new ArrayList<Posting>();
    for (var lot : due) {
      postings.add(
          PointBooks.posting(
              "points-left " + ids.next(),
              "points-left",
              lot.id().toString(),
              PointBooks.line(PointBooks.balance(person), -lot.free()),
              PointBooks.line(PointBooks.BREAKAGE, lot.free()),
              PointBooks.line(PointBooks.pending(person), -lot.pending()),
              PointBooks.line(PointBooks.source(lot.funder()), lot.pending())));
    }
    demand(ledger.postAll(postings));
    lots.move(
        due.stream()
            .map(lot -> new Lots.Move(lot.id(), -lot.pending(), -lot.free(), 0, lot.pending()))
            .toList());
  }

  /// Everything that one person holds is the other's from now on, dates and holds included. What is
  /// told about the first later counts for the second.
  @Transactional
  void merge(PersonId one, PersonId other) {
    var now = clock.instant();
    var first = one.toString().compareTo(other.toString()) < 0 ? one : other;
    var second = first.equals(one) ? other : one;
    var a = members.lock(first, now);
    var b = members.lock(second, now);
    var from = first.equals(one) ? a : b;
    var into = first.equals(one) ? b : a;
    if (from.equals(into)) {
      return;
    }
    var held = spends.held(from);
    held.forEach(spend -> ledger.release(spend.hold(), PointBooks.balance(from)));
    moveBalances(from, into);
    lots.rehome(from, into);
    spends.rehome(from, into);
    coupons.rehome(from, into);
    turnovers.rehome(from, into);
    members.merge(from, into);
    for (var spend : held) {
      var hold = ids.next();
      setAside(hold, into, spend.points());
      spends.rehold(spend.id(), hold);
    }
  }

  private void setAside(UUID hold, PersonId person, long points) {
    if (!(ledger.hold(hold, PointBooks.balance(person), points) instanceof HoldResult.Held)) {
      throw new IllegalStateException("the lots of " + person + " are more than the balance");
    }
  }

  private void moveBalances(PersonId from, PersonId into) {
    var free = ledger.balanceOf(PointBooks.balance(from)).total();
    var waiting = ledger.balanceOf(PointBooks.pending(from)).total();
    var debt = ledger.balanceOf(PointBooks.debt(from)).total();
    if (free == 0 && waiting == 0 && debt == 0) {
      return;
    }
    post(
        PointBooks.posting(
            "points-merged " + from,
            "points-merged",
            "",
            PointBooks.line(PointBooks.balance(from), -free),
            PointBooks.line(PointBooks.balance(into), free),
            PointBooks.line(PointBooks.pending(from), -waiting),
            PointBooks.line(PointBooks.pending(into), waiting),
            PointBooks.line(PointBooks.debt(from), -debt),
            PointBooks.line(PointBooks.debt(into), debt)));
  }

  private Map<UUID, Long> parts(UUID id) {
    return LotRules.giveBack(spends.draws(id), Long.MAX_VALUE);
  }

  private Spends.Spend locked(UUID id) {
    var seen = spends.find(id).orElseThrow();
    members.lock(seen.person(), clock.instant());
    return spends.find(id).orElseThrow();
  }

  private void post(Posting posting) {
    demand(List.of(ledger.post(posting)));
  }

  private static void demand(List<PostingResult> results) {
    for (var result : results) {
      if (result instanceof PostingResult.TooLittle little) {
        throw new IllegalStateException("lots and ledger differ: " + little);
      }
    }
  }

  private static Lots.Move moved(Map.Entry<UUID, Long> part, int open, int held) {
    return new Lots.Move(part.getKey(), 0, open * part.getValue(), held * part.getValue(), 0);
  }
}
