package changke.settlement;

import changke.identity.Audit;
import changke.ledger.Account;
import changke.ledger.Entry;
import changke.ledger.Ledger;
import changke.ledger.Posting;
import changke.merchants.Clerk;
import changke.merchants.Merchants;
import changke.payments.Books;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Merchants' money. The book is the only truth: what waits and what is due is read from its
/// entries, so that a refund counts the moment it is posted.
@Component
public class Settlements {

  /// The longest statement that is written as one file.
  public static final int LONGEST_FILE = 20_000;

  private static final Duration LOOKED_BACK = Duration.ofDays(90);
  private static final int LISTED = 50;
  private static final String EARNED = "order-delivered";
  private static final String TAKEN_BACK = "order-taken-back";

  private final SettlementRows rows;
  private final Ledger ledger;
  private final Merchants merchants;
  private final SettlementSettings settings;
  private final Audit audit;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Settlements(
      SettlementRows rows,
      Ledger ledger,
      Merchants merchants,
      SettlementSettings settings,
      Audit audit,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.ledger = ledger;
    this.merchants = merchants;
    this.settings = settings;
    this.audit = audit;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Where a merchant stands now.
  public Standing standing(MerchantId merchant, Currency currency) {
    var account = payable(merchant, currency);
    var now = clock.instant();
    var counts = ledger.subjectsSince(account, now.minus(LOOKED_BACK));
    var days =
        SettlementRules.days(
            counts.getOrDefault(EARNED, 0L), counts.getOrDefault(TAKEN_BACK, 0L), settings);
    var waits = ledger.broughtSince(account, EARNED, now.minus(Duration.ofDays(days)));
    return SettlementRules.standing(ledger.balanceOf(account).total(), waits, days, currency);
  }

  /// Moves what is due to the balance of an owner. The same request again is the same settlement.
  @Transactional
  public Settling settle(UUID request, MerchantId merchant, Currency currency, PersonId owner) {
    if (!owns(owner, merchant)) {
      return new Settling.NotTheOwner();
    }
    rows.lock(merchant);
    var before = rows.find(request);
    if (before.isPresent()) {
      return before.get().merchant().equals(merchant)
          ? new Settling.Settled(before.get())
          : new Settling.NotTheOwner();
    }
    var standing = standing(merchant, currency);
    if (!standing.due().isPositive()) {
      return new Settling.NothingDue(standing);
    }
    var settlement =
        new Settlement(request, merchant, standing.due(), owner, standing.days(), clock.instant());
    rows.insert(settlement);
    ledger.post(
        Posting.move(
            "settlement " + request,
            "settlement",
            request.toString(),
            payable(merchant, currency),
            Books.wallet(owner, currency.getCurrencyCode()),
            standing.due().minor()));
    audit.note(
        owner, "settlement.made", "merchant " + merchant + " " + standing.due() + " " + request);
    facts.publishEvent(
        new EarningsSettled(ids.next(), request, merchant, standing.due(), settlement.at()));
    return new Settling.Settled(settlement);
  }

  /// What was settled, newest first.
  public List<Settlement> of(MerchantId merchant) {
    return rows.of(merchant, LISTED);
  }

  /// Every line of what a merchant earned, gave back and got, newest first, from before the entry
  /// `before` (use [Long#MAX_VALUE] to begin).
  public List<StatementLine> statement(
      MerchantId merchant, Currency currency, long before, int most) {
    return ledger
        .history(payable(merchant, currency), before, Math.min(most, LONGEST_FILE))
        .stream()
        .map(entry -> line(entry, currency))
        .toList();
  }

  /// Whether a person owns the shop, and so may settle.
  public boolean owns(PersonId person, MerchantId merchant) {
    return merchants.staff(merchant).stream()
        .anyMatch(clerk -> clerk.person().equals(person) && clerk.role() == Clerk.Role.OWNER);
  }

  private static StatementLine line(Entry entry, Currency currency) {
    return new StatementLine(
        entry.id(), entry.at(), entry.kind(), entry.subject(), new Money(entry.amount(), currency));
  }

  /// What the platform owes the merchant. It has no floor: a refund after a settlement becomes a
  /// debt.
  private static Account payable(MerchantId merchant, Currency currency) {
    return Account.open("payable", merchant.toString(), currency.getCurrencyCode());
  }
}
