package changke.payments;

import changke.ledger.Ledger;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// The one place where a charge becomes paid and where a refund becomes done: inbox, state, book
/// and fact in one transaction.
@Component
class Settling {

  private static final Logger LOG = LoggerFactory.getLogger(Settling.class);

  /// A verified payment and where we have it from: `notification`, `query` or `wallet`.
  record Paid(String tradeNo, String source, Map<String, String> fields) {}

  private final Charges charges;
  private final Inbox inbox;
  private final Refunds refunds;
  private final Surpluses surpluses;
  private final Ledger ledger;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Settling(
      Charges charges,
      Inbox inbox,
      Refunds refunds,
      Surpluses surpluses,
      Ledger ledger,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.charges = charges;
    this.inbox = inbox;
    this.refunds = refunds;
    this.surpluses = surpluses;
    this.ledger = ledger;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// Whoever comes first settles; the same trade again changes nothing. A second trade for the same
  /// charge is written down as surplus: that money is not ours to keep and a person gives it back.
  @Transactional
  void paid(Charge charge, Paid paid) {
    var now = clock.instant();
    if (charges.pay(charge.id(), paid.tradeNo(), now)) {
      inbox.take(charge, paid, "settled", now);
      ledger.post(Books.paid(charge));
      tell(charge);
    } else if (inbox.take(charge, paid, "surplus", now)) {
      LOG.error("Charge {} was paid twice, the second time by another trade", charge.id());
      surpluses.insert(ids.next(), charge, paid.tradeNo(), now);
      ledger.post(Books.paidAgain(charge, paid.tradeNo()));
    }
  }

  /// Pays from a wallet; empty hands when the wallet does not cover it.
  @Transactional
  PostingResult paidFromWallet(Charge charge) {
    var payer = charge.payer();
    if (payer == null) {
      throw new IllegalArgumentException("a guest has no wallet");
    }
    var now = clock.instant();
    var result = ledger.post(Books.paidFromWallet(charge, payer));
    if (result instanceof PostingResult.Posted) {
      charges.insert(charge, now);
      charges.pay(charge.id(), charge.reference(), now);
      inbox.take(charge, new Paid(charge.reference(), "wallet", Map.of()), "settled", now);
      tell(charge);
    }
    return result;
  }

  @Transactional
  void refunded(Charge charge, Refunds.Refund refund, boolean fromWallet) {
    var now = clock.instant();
    if (!refunds.done(refund.id(), now)) {
      return;
    }
    ledger.post(Books.refunded(charge, refund, fromWallet));
    if (refund.surplus() != null) {
      surpluses.done(refund.surplus(), fromWallet ? "credited" : "refunded");
      return;
    }
    facts.publishEvent(
        new RefundDone(
            ids.next(),
            refund.request(),
            charge.id(),
            charge.purpose(),
            charge.subject(),
            new changke.shared.Money(refund.amountMinor(), charge.amount().currency()),
            now));
  }

  private void tell(Charge charge) {
    facts.publishEvent(
        new ChargePaid(
            ids.next(),
            charge.id(),
            charge.channel(),
            charge.purpose(),
            charge.subject(),
            charge.amount(),
            clock.instant()));
  }
}
