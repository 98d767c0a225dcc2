package changke.payments;

import changke.identity.Audit;
import changke.identity.Operators;
import changke.identity.Right;
import changke.ledger.HoldResult;
import changke.ledger.Ledger;
import changke.shared.Money;
import changke.shared.PersonId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/// Money that leaves a balance: asked for and held, approved, sent by a provider or by hand, booked
/// when it is sent; or refused or taken back, and available again.
@Component
public class Withdrawals {

  private static final Logger LOG = LoggerFactory.getLogger(Withdrawals.class);
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration AGAIN = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofHours(4);
  private static final int AT_ONCE = 20;

  private final WithdrawalRows rows;
  private final Channels channels;
  private final Asking asking;
  private final Ledger ledger;
  private final PaymentLetters letters;
  private final PaymentSettings settings;
  private final Operators operators;
  private final Audit audit;
  private final TransactionOperations transaction;
  private final Clock clock;

  Withdrawals(
      WithdrawalRows rows,
      Channels channels,
      Asking asking,
      Ledger ledger,
      PaymentLetters letters,
      PaymentSettings settings,
      Operators operators,
      Audit audit,
      TransactionOperations transaction,
      Clock clock) {
    this.rows = rows;
    this.channels = channels;
    this.asking = asking;
    this.ledger = ledger;
    this.letters = letters;
    this.settings = settings;
    this.operators = operators;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /// Asks for money of the person's balance and holds it; the same id again is the same one. The
  /// page asks for a fresh sign-in first.
  @Transactional
  public Withdrawing ask(UUID id, PersonId person, Money amount, Destination to) {
    var before = rows.find(id).filter(one -> one.person().equals(person));
    if (before.isPresent()) {
      return new Withdrawing.Asked(before.get());
    }
    var unfit = WithdrawalRules.unfit(to);
    if (unfit != null) {
      return new Withdrawing.Unfit(unfit);
    }
    if (amount.minor() < settings.withdrawalLeastMinor()) {
      return new Withdrawing.TooLittleAsked(settings.withdrawalLeastMinor());
    }
    var now = clock.instant();
    // The insert decides who is first; whoever comes second waits here for the first to commit.
    if (!rows.insert(id, person, amount, to, now)) {
      return new Withdrawing.OneIsOpen();
    }
    var withdrawn = rows.asked(person, now.minus(DAY)) - amount.minor();
    var refusal = WithdrawalRules.refusal(amount.minor(), withdrawn, settings);
    if (refusal == null) {
      var wallet = Books.wallet(person, amount.currency().getCurrencyCode());
      if (ledger.hold(id, wallet, amount.minor()) instanceof HoldResult.TooLittle little) {
        refusal = new Withdrawing.TooLittleThere(little.missing());
      }
    }
    if (refusal != null) {
      org.springframework.transaction.interceptor.TransactionAspectSupport
          .currentTransactionStatus()
          .setRollbackOnly();
      return refusal;
    }
    var asked = rows.find(id).orElseThrow();
    letters.withdrawal(asked);
    audit.note(person, "withdrawal.asked", "withdrawal " + id);
    return new Withdrawing.Asked(asked);
  }

  public PaymentSettings settings() {
    return settings;
  }

  public Optional<Withdrawal> find(UUID id) {
    return rows.find(id);
  }

  /// A person's own, newest first.
  public List<Withdrawal> of(PersonId person) {
    return rows.of(person, 50);
  }

  /// The state `open` stands for all that are not finished.
  public Slice<Withdrawal> search(Search search, int page, int size) {
    return Slice.cut(rows.search(search, size + 1, page * size), page, size);
  }

  /// Where the money goes, in full, for whoever has to send it; looking is written down.
  @Transactional
  public Destination destination(UUID id, PersonId by) {
    audit.note(by, "withdrawal.account-seen", "withdrawal " + id);
    return rows.destination(id);
  }

  /// Its owner takes it back; false when it was approved meanwhile.
  @Transactional
  public boolean cancel(UUID id, PersonId person) {
    var found = rows.lock(id).filter(one -> one.person().equals(person) && one.cancellable());
    found.ifPresent(one -> end(one, Withdrawal.State.CANCELLED, person, null, null));
    return found.isPresent();
  }

  @Transactional
  public Approving approve(UUID id, PersonId by) {
    var found = rows.lock(id);
    if (found.isEmpty()) {
      return new Approving.NotOpen();
    }
    var alone =
        operators.all().stream()
            .filter(one -> one.may(Right.PAYOUTS))
            .allMatch(one -> one.id().equals(by) || one.id().equals(found.get().person()));
    var decision = WithdrawalRules.approve(found.get(), by, alone, settings);
    if (decision instanceof Approving.OneMore || decision instanceof Approving.Done) {
      approved(found.get(), by, decision instanceof Approving.Done);
      audit.note(
          by, alone ? "withdrawal.approved-alone" : "withdrawal.approved", "withdrawal " + id);
    }
    return decision;
  }

  private void approved(Withdrawal withdrawal, PersonId by, boolean enough) {
    var first = withdrawal.firstBy() == null ? by : withdrawal.firstBy();
    var second = withdrawal.firstBy() == null ? null : by;
    var sender = enough ? sender(withdrawal) : Optional.<Channel>empty();
    var state =
        !enough
            ? Withdrawal.State.APPROVED_ONCE
            : sender.isPresent() ? Withdrawal.State.PAYING : Withdrawal.State.BY_HAND;
    var now =
        changed(withdrawal, state, first, second, sender.map(Channel::id).orElse(null), null, null);
    rows.move(now, state == Withdrawal.State.PAYING ? clock.instant() : null, null);
    if (enough) {
      letters.withdrawal(now);
    }
  }

  /// The channel that can send money this way, if one is open.
  private Optional<Channel> sender(Withdrawal withdrawal) {
    return channels.live(clock.instant()).stream()
        .filter(channel -> channel.provider().equals(withdrawal.way()))
        .filter(channel ->
            asking.provider(channel).orElseThrow().capabilities().contains(Capability.TRANSFER))
        .findFirst();
  }

  /// Refuses with a reason that the person reads; not while a provider is sending it, unless it has
  /// been silent for so long that a person has looked there.
  @Transactional
  public Approving refuse(UUID id, String reason, PersonId by) {
    var found = rows.lock(id);
    if (found.isEmpty()
        || !found.get().state().open()
        || (found.get().state() == Withdrawal.State.PAYING && !found.get().stuck())) {
      return new Approving.NotOpen();
    }
    end(found.get(), Withdrawal.State.REFUSED, by, null, reason);
    audit.note(by, "withdrawal.refused", "withdrawal " + id);
    return new Approving.Done();
  }

  /// A person has sent it by hand; `reference` is the bank's or provider's number.
  @Transactional
  public Approving sent(UUID id, String reference, PersonId by) {
    var found = rows.lock(id).filter(one -> one.state() == Withdrawal.State.BY_HAND || one.stuck());
    if (found.isEmpty()) {
      return new Approving.NotOpen();
    }
    if (by.equals(found.get().person())) {
      return new Approving.NotYou();
    }
    end(found.get(), Withdrawal.State.PAID, by, reference, null);
    audit.note(by, "withdrawal.paid-by-hand", "withdrawal " + id);
    return new Approving.Done();
  }

  /// Lets providers send what is due. An unknown outcome is asked about before anything is sent
  /// again, and what stays unknown goes to a person with its channel noted.
  public int work() {
    var due = rows.takeDue(clock.instant(), AGAIN, PAUSE, AT_ONCE);
    due.forEach(this::send);
    return due.size();
  }

  private void send(Withdrawal withdrawal) {
    var answer = answer(withdrawal);
    transaction.executeWithoutResult(status -> {
      var now = rows.lock(withdrawal.id()).orElseThrow();
      if (now.state() != Withdrawal.State.PAYING) {
        return;
      }
      switch (answer) {
        case Provider.TransferAnswer.Done done ->
            end(now, Withdrawal.State.PAID, null, done.reference(), null);
        case Provider.TransferAnswer.Refused refused -> toAPerson(now, refused.why());
        case Provider.TransferAnswer.NotThere lost -> note(now, "not sent yet");
        case Provider.TransferAnswer.Pending pending when now.stuck() ->
            LOG.error("Withdrawal {} is still under way: {}", now.id(), pending.why());
        case Provider.TransferAnswer.Pending pending -> note(now, pending.why());
      }
    });
  }

  private Provider.TransferAnswer answer(Withdrawal withdrawal) {
    try {
      var channel = channels.find(java.util.Objects.requireNonNull(withdrawal.channel()));
      var provider = asking.provider(channel.orElseThrow()).orElseThrow();
      var access = asking.access(channel.get());
      var to = rows.destination(withdrawal.id());
      var transfer =
          new Provider.Transfer(
              Signatures.number("withdrawal " + withdrawal.id()),
              withdrawal.amount(),
              to.account(),
              to.holder());
      var before =
          withdrawal.tries() > 1
              ? provider.queryTransfer(access, transfer)
              : new Provider.TransferAnswer.NotThere();
      return before instanceof Provider.TransferAnswer.NotThere
          ? provider.transfer(access, transfer)
          : before;
    } catch (ProviderException e) {
      return new Provider.TransferAnswer.Pending(String.valueOf(e.getMessage()));
    }
  }

  /// The provider has definitely not sent it, so it may leave from elsewhere.
  private void toAPerson(Withdrawal withdrawal, String why) {
    var now =
        changed(
            withdrawal,
            Withdrawal.State.BY_HAND,
            withdrawal.firstBy(),
            withdrawal.secondBy(),
            null,
            null,
            null);
    rows.move(answered(now, why), null, null);
  }

  private void note(Withdrawal withdrawal, String why) {
    rows.move(
        answered(withdrawal, why),
        clock.instant().plus(AGAIN.multipliedBy(1L << Math.min(withdrawal.tries(), 7))),
        null);
  }

  private void end(
      Withdrawal withdrawal,
      Withdrawal.State state,
      @Nullable PersonId by,
      @Nullable String reference,
      @Nullable String reason) {
    var wallet =
        Books.wallet(withdrawal.person(), withdrawal.amount().currency().getCurrencyCode());
    if (state == Withdrawal.State.PAID) {
      ledger.capture(withdrawal.id(), wallet, Books.withdrawn(withdrawal));
    } else {
      ledger.release(withdrawal.id(), wallet);
    }
    var now =
        changed(
            withdrawal,
            state,
            withdrawal.firstBy(),
            withdrawal.secondBy(),
            withdrawal.channel(),
            reference,
            reason);
    rows.move(now, null, by);
    letters.withdrawal(now);
  }

  private Withdrawal changed(
      Withdrawal w,
      Withdrawal.State state,
      @Nullable PersonId first,
      @Nullable PersonId second,
      @Nullable ChannelId channel,
      @Nullable String reference,
      @Nullable String reason) {
    Instant ended = state.open() ? null : clock.instant();
    return new Withdrawal(
        w.id(),
        w.person(),
        w.amount(),
        w.way(),
        w.shown(),
        state,
        w.askedAt(),
        first,
        second,
        channel,
        w.tries(),
        w.lastAnswer(),
        reference,
        reason,
        ended);
  }

  private static Withdrawal answered(Withdrawal w, String answer) {
    var cut = answer.length() > 300 ? answer.substring(0, 300) : answer;
    return new Withdrawal(
        w.id(),
        w.person(),
        w.amount(),
        w.way(),
        w.shown(),
        w.state(),
        w.askedAt(),
        w.firstBy(),
        w.secondBy(),
        w.channel(),
        w.tries(),
        cut,
        w.reference(),
        w.reason(),
        w.endedAt());
  }
}
