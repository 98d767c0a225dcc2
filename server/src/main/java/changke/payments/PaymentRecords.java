package changke.payments;

import changke.identity.Approvals;
import changke.identity.Audit;
import changke.identity.Right;
import changke.ledger.Ledger;
import changke.shared.Ids;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What operators look up about money in and out, and what they decide where a person has to.
@Component
public class PaymentRecords {

  /// The longest list that is written as one file.
  public static final int LONGEST_FILE = 10_000;

  private final Charges charges;
  private final Refunds refunds;
  private final Inbox inbox;
  private final Surpluses surpluses;
  private final Settling settling;
  private final Ledger ledger;
  private final Approvals approvals;
  private final PaymentSettings settings;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  PaymentRecords(
      Charges charges,
      Refunds refunds,
      Inbox inbox,
      Surpluses surpluses,
      Settling settling,
      Ledger ledger,
      Approvals approvals,
      PaymentSettings settings,
      Audit audit,
      Ids ids,
      Clock clock) {
    this.charges = charges;
    this.refunds = refunds;
    this.inbox = inbox;
    this.surpluses = surpluses;
    this.settling = settling;
    this.ledger = ledger;
    this.approvals = approvals;
    this.settings = settings;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /// Newest first.
  public Slice<Charge> charges(Search search, int page, int size) {
    return Slice.cut(charges.search(search, size + 1, page * size), page, size);
  }

  public Slice<RefundRecord> refunds(Search search, int page, int size) {
    return Slice.cut(refunds.search(search, size + 1, page * size), page, size);
  }

  /// Verified ones; the state is the outcome.
  public Slice<NotificationRecord> notifications(Search search, int page, int size) {
    return Slice.cut(inbox.verified(search, size + 1, page * size), page, size);
  }

  /// Those that were not believed; the state `genuine` leaves only those with a good signature.
  public Slice<NotificationRecord> refused(Search search, int page, int size) {
    return Slice.cut(inbox.refused(search, size + 1, page * size), page, size);
  }

  public Slice<Surplus> surpluses(boolean waiting, int page, int size) {
    return Slice.cut(surpluses.list(waiting, size + 1, page * size), page, size);
  }

  /// What waits for a person: refunds and surpluses.
  public Waiting waiting() {
    return new Waiting(refunds.waiting(), surpluses.list(true, 100, 0).size());
  }

  /// How many refunds and surpluses wait for a person, at most a hundred of each.
  public record Waiting(int refunds, int surpluses) {}

  /// Asks the providers of these refunds once more. One whose provider would pay twice comes back.
  @Transactional
  public int retry(List<UUID> which, PersonId by) {
    var tried = refunds.retry(which, clock.instant());
    which.forEach(id -> audit.note(by, "refund.retried", "refund " + id));
    return tried;
  }

  /// A person gave back by hand what a provider would not. A large amount takes two.
  @Transactional
  public Deciding doneByHand(UUID refund, PersonId by) {
    var found = refunds.find(refund).filter(one -> one.state().equals("by-hand"));
    if (found.isEmpty()) {
      return Deciding.GONE;
    }
    var one = found.get();
    if (waits(by, "refund.by-hand", "refund " + refund, one.amountMinor())) {
      return Deciding.WAITS;
    }
    settling.refunded(charges.find(one.charge()).orElseThrow(), one, false);
    audit.note(by, "refund.by-hand", "refund " + refund);
    return Deciding.DONE;
  }

  private boolean waits(PersonId by, String what, String about, long minor) {
    return minor > settings.withdrawalTwoPeopleAboveMinor()
        && approvals.ask(by, Right.REFUNDS, what, about + " " + minor) == Approvals.Answer.WAITS;
  }

  /// Gives a second payment back to where it came from.
  @Transactional
  public boolean giveBack(UUID surplus, PersonId by) {
    var found = surpluses.find(surplus);
    if (found.isEmpty() || !surpluses.resolve(surplus, "refunding", by, clock.instant())) {
      return false;
    }
    var request =
        new RefundRequest(
            "surplus " + surplus, found.get().charge(), found.get().amount(), "paid twice");
    refunds.ask(ids.next(), request, surplus, clock.instant());
    audit.note(by, "surplus.given-back", "surplus " + surplus);
    return true;
  }

  /// Credits a second payment to the balance of the member who made it; a guest has none. A large
  /// amount takes two.
  @Transactional
  public Deciding credit(UUID surplus, PersonId by) {
    var found = surpluses.find(surplus).filter(one -> one.state().equals("waiting"));
    var payer = found.map(Surplus::payer);
    if (payer.isEmpty()) {
      return Deciding.GONE;
    }
    var minor = found.get().amount().minor();
    if (waits(by, "surplus.credit", "surplus " + surplus + " person " + payer.get(), minor)) {
      return Deciding.WAITS;
    }
    if (!surpluses.resolve(surplus, "credited", by, clock.instant())) {
      return Deciding.GONE;
    }
    ledger.post(Books.surplusCredited(found.get(), payer.get()));
    audit.note(by, "surplus.credited", "surplus " + surplus);
    return Deciding.DONE;
  }

  public Optional<Charge> charge(ChargeId id) {
    return charges.find(id);
  }
}
