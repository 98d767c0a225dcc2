package changke.payments;

import changke.identity.Approvals;
import changke.identity.Audit;
import changke.identity.Right;
import changke.ledger.Ledger;
import changke.ledger.PostingResult;
import changke.shared.Money;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Balances that operators put right, each with a reason that its owner reads. It takes two of
/// them, whatever the amount: nothing else makes money out of nothing.
@Component
public class Corrections {

  private static final int LONGEST_REASON = 300;
  private static final String WHAT = "balance.correct";

  private final CorrectionRows rows;
  private final Ledger ledger;
  private final Approvals approvals;
  private final PaymentLetters letters;
  private final PaymentSettings settings;
  private final Audit audit;
  private final Clock clock;

  Corrections(
      CorrectionRows rows,
      Ledger ledger,
      Approvals approvals,
      PaymentLetters letters,
      PaymentSettings settings,
      Audit audit,
      Clock clock) {
    this.rows = rows;
    this.ledger = ledger;
    this.approvals = approvals;
    this.letters = letters;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /// Asks to add to a balance or, with a negative amount, to take from it. The same id again is the
  /// same correction; sent by another operator it is the second yes.
  @Transactional
  public Correcting ask(UUID id, PersonId person, Money amount, String reason, PersonId by) {
    var words = reason.strip();
    var size = Math.abs(amount.minor());
    if (size == 0
        || size > settings.topUpMostMinor()
        || words.isEmpty()
        || words.length() > LONGEST_REASON) {
      return new Correcting.Unfit();
    }
    if (by.equals(person)) {
      return new Correcting.NotYou();
    }
    rows.insert(id, person, amount, words, by, clock.instant());
    return goOn(rows.lock(id).orElseThrow(), by);
  }

  /// A second operator says yes to one that waits.
  @Transactional
  public Correcting allow(UUID id, PersonId by) {
    var found = rows.lock(id);
    if (found.isEmpty()) {
      return new Correcting.Unfit();
    }
    return by.equals(found.get().person()) ? new Correcting.NotYou() : goOn(found.get(), by);
  }

  /// The same, said where all acts are listed that wait for a second person.
  @EventListener
  void on(Approvals.Decided decided) {
    if (!decided.what().equals(WHAT)) {
      return;
    }
    var found = rows.lock(UUID.fromString(decided.about().split(" ")[1]));
    // Nobody says yes to their own balance: from its owner that is a no.
    var yes =
        decided.granted()
            && found.filter(one -> one.person().equals(decided.decidedBy())).isEmpty();
    if (yes) {
      found.ifPresent(one -> goOn(one, decided.askedBy()));
    } else {
      found.ifPresent(one -> end(one, Correction.State.REFUSED, decided.decidedBy()));
    }
  }

  /// Newest first; the text is an id, or that of a person.
  public Slice<Correction> search(Search search, int page, int size) {
    return Slice.cut(rows.search(search, size + 1, page * size), page, size);
  }

  private Correcting goOn(Correction one, PersonId by) {
    return switch (one.state()) {
      case DONE -> new Correcting.Done();
      case REFUSED -> new Correcting.Refused();
      case TOO_LITTLE -> new Correcting.TooLittle(0);
      case ASKED ->
          approvals.ask(by, Right.PAYOUTS, WHAT, about(one)) == Approvals.Answer.GO
              ? post(one, by)
              : new Correcting.Waits();
    };
  }

  private Correcting post(Correction one, PersonId by) {
    if (ledger.post(Books.corrected(one)) instanceof PostingResult.TooLittle little) {
      end(one, Correction.State.TOO_LITTLE, by);
      return new Correcting.TooLittle(little.missing());
    }
    end(one, Correction.State.DONE, by);
    letters.corrected(one);
    return new Correcting.Done();
  }

  private void end(Correction one, Correction.State state, PersonId by) {
    rows.end(one.id(), state, clock.instant());
    audit.note(by, "balance.correction-" + state.code(), about(one));
  }

  /// Everything that matters, so that a yes is a yes to this amount and nobody else's balance.
  private static String about(Correction one) {
    return "correction " + one.id() + " person " + one.person() + " " + one.amount();
  }
}
