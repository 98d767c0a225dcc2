package changke.rewards;

import changke.ledger.Balance;
import changke.ledger.Ledger;
import changke.shared.PersonId;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Points and what they are earned and spent for.
///
/// Every call takes part in the caller's transaction when there is one, and can come twice: deeds
/// and gifts are named by their fact, spendings by an id, refunds by a request.
@Component
public class Rewards {

  private static final int AT_ONCE = 500;
  private static final int MOST_LOTS = 200;

  private final Earning earning;
  private final Points points;
  private final Merging merging;
  private final Members members;
  private final Lots lots;
  private final Proving proving;
  private final PointProofs proofs;
  private final Ledger ledger;
  private final Clock clock;

  Rewards(
      Earning earning,
      Points points,
      Merging merging,
      Members members,
      Lots lots,
      Proving proving,
      PointProofs proofs,
      Ledger ledger,
      Clock clock) {
    this.earning = earning;
    this.points = points;
    this.merging = merging;
    this.members = members;
    this.lots = lots;
    this.proving = proving;
    this.proofs = proofs;
    this.ledger = ledger;
    this.clock = clock;
  }

  /// Somebody did something: the rules in force decide what it earns. The fact counts once.
  public Earned earn(Deed deed) {
    return earning.earn(deed);
  }

  /// Gives points whose number another module's published rule decided. One source gives once per
  /// fact.
  public Earned give(Gift gift) {
    return earning.give(gift);
  }

  /// What a deed earned was for less, or for nothing (0): what it would not have earned is clawed
  /// back. Tells how many points that were.
  public long amend(PersonId person, String fact, long amountMinor) {
    return earning.amend(person, fact, amountMinor);
  }

  /// Sets points aside under an id of the caller's; `subject` is what the wallet shows.
  public Spending hold(UUID id, PersonId person, long points, String purpose, String subject) {
    return this.points.hold(id, person, points, purpose, subject);
  }

  /// Takes what was set aside; false when it had been released.
  public boolean capture(UUID id) {
    return points.capture(id);
  }

  /// Makes available again what was set aside.
  public void release(UUID id) {
    points.release(id);
  }

  /// Gives points of a captured spending back to the lots they came from, as many as are left;
  /// tells how many. The same request twice gives once.
  public long refund(UUID id, long points, String request) {
    return this.points.refund(id, points, request);
  }

  /// Everything of `from` is `into`'s from now on.
  public void merge(PersonId from, PersonId into) {
    merging.merge(from, into);
  }

  /// Somebody leaves for good: points and coupons lapse, birthday, link, fingerprints and score are
  /// gone; what the book needs stays under the pseudonym.
  public void erase(PersonId person) {
    merging.leave(person);
  }

  public PointBalance balance(PersonId person) {
    var current = members.current(person);
    var balance = PointBooks.balance(current);
    var pending = PointBooks.pending(current);
    var debt = PointBooks.debt(current);
    var found = ledger.balancesOf(List.of(balance, pending, debt));
    var none = new Balance(0, 0);
    var free = found.getOrDefault(balance.id(), none);
    return new PointBalance(
        free.available(),
        free.held(),
        found.getOrDefault(pending.id(), none).total(),
        -found.getOrDefault(debt.id(), none).total());
  }

  /// The lots that still hold or await points, the soonest expiry first.
  public List<Lot> lots(PersonId person) {
    return lots.alive(members.current(person)).stream().limit(MOST_LOTS).toList();
  }

  /// What a deed or a gift brought, rule by rule, zero included.
  public List<Lot> lotsOf(String fact) {
    return lots.ofFact(fact);
  }

  /// Makes spendable what has waited long enough; tells for how many people.
  public int mature() {
    var due = lots.toMature(clock.instant(), AT_ONCE);
    due.forEach(points::mature);
    return due.size();
  }

  /// Lets go what nobody used in time.
  public int expire() {
    var due = lots.toExpire(clock.instant(), AT_ONCE);
    due.forEach(points::expire);
    return due.size();
  }

  /// Proves the book and the lots against it.
  public PointProof prove() {
    return proving.prove();
  }

  /// The last proofs, the newest first.
  public List<PointProof> proofs() {
    return proofs.latest(30);
  }
}
