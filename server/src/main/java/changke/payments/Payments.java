package changke.payments;

import changke.ledger.Balance;
import changke.ledger.Ledger;
import changke.ledger.PostingResult;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// Money in and out.
///
/// [#charge] and [#notified] talk to providers and must be called outside any transaction;
/// [#refund] and [#stopWaiting] only write down and are meant to be part of the caller's.
@Component
public class Payments {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofMinutes(5);
  private static final Duration ASKED_AT_MOST = Duration.ofDays(1);
  private static final Duration REFUND_AGAIN = Duration.ofMinutes(1);
  private static final Duration REFUND_PAUSE = Duration.ofHours(4);
  private static final Duration REFUSED_KEPT = Duration.ofDays(30);
  private static final int AT_ONCE = 50;
  private static final int IN_THE_BACKGROUND = 4;

  /// The most that are asked at once when many wait, and the most rounds of [#AT_ONCE] in one turn:
  /// a thousand charges, which at a second each take about a minute.
  private static final int MOST_AT_ONCE = 16;

  private static final int MOST_ROUNDS = 20;
  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int REFERENCE_LENGTH = 24;

  private final Channels channels;
  private final Credentials credentials;
  private final Charges charges;
  private final Inbox inbox;
  private final Refunds refunds;
  private final Settling settling;
  private final Asking asking;
  private final Ledger ledger;
  private final TransactionOperations transaction;
  private final Ids ids;
  private final RandomGenerator chance;
  private final Clock clock;
  private final ExecutorService background =
      Executors.newFixedThreadPool(IN_THE_BACKGROUND, Thread.ofVirtual().factory());

  Payments(
      Channels channels,
      Credentials credentials,
      Charges charges,
      Inbox inbox,
      Refunds refunds,
      Settling settling,
      Asking asking,
      Ledger ledger,
      TransactionOperations transaction,
      Ids ids,
      RandomGenerator chance,
      Clock clock) {
    this.channels = channels;
    this.credentials = credentials;
    this.charges = charges;
    this.inbox = inbox;
    this.refunds = refunds;
    this.settling = settling;
    this.asking = asking;
    this.ledger = ledger;
    this.transaction = transaction;
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
  }

  /// The ways to pay that are open, in the order that operators gave them.
  public List<Channel> channels() {
    return channels.live(clock.instant());
  }

  /// Asks the provider to take money. The charge is written down first, so that money that comes
  /// for it is recognised whatever happens to this process.
  public ChargeResult charge(ChargeRequest request) {
    var channel = channels.find(request.channel()).filter(Channel::enabled);
    if (channel.isEmpty()) {
      return new ChargeResult.NoSuchChannel();
    }
    var charge = written(request);
    if (channel.get().provider().equals(Channel.WALLET)) {
      return fromWallet(charge);
    }
    charges.insert(charge, charge.madeAt().plus(SOON));
    return asking.create(channel.get(), charge);
  }

  private ChargeResult fromWallet(Charge charge) {
    if (charge.payer() == null || charge.purpose().equals(Books.TOP_UP)) {
      return new ChargeResult.NoSuchChannel();
    }
    return switch (settling.paidFromWallet(charge)) {
      case PostingResult.Posted posted -> new ChargeResult.Paid(charge);
      case PostingResult.AlreadyPosted already -> new ChargeResult.Paid(charge);
      case PostingResult.TooLittle tooLittle -> new ChargeResult.TooLittle(tooLittle.missing());
    };
  }

  public Optional<Charge> find(ChargeId id) {
    return charges.find(id);
  }

  /// The account that a charge was paid from, with the name of its provider, where that said it:
  /// for comparing, not for showing.
  public Optional<String> accountOf(ChargeId charge) {
    return inbox.account(charge);
  }

  /// The charges made for one thing, oldest first.
  public List<Charge> of(UUID subject) {
    return charges.of(subject);
  }

  /// Somebody called a channel's callback address. Only what its provider verifies, and what fits
  /// the charge exactly, changes anything.
  public NotificationResult notified(ChannelId id, String provider, Notification notification) {
    var channel = channels.find(id).filter(one -> one.provider().equals(provider));
    if (channel.isEmpty()) {
      return new NotificationResult.Refused("fail", "no such channel");
    }
    var contract = asking.provider(channel.get());
    if (contract.isEmpty()) {
      return refuse(id, "no provider", false, notification);
    }
    var access = asking.access(channel.get());
    Provider.Claim claim;
    try {
      claim = contract.get().verify(access, notification);
    } catch (ProviderException e) {
      claim = new Provider.Claim.Forged(String.valueOf(e.getMessage()));
    }
    return switch (claim) {
      case Provider.Claim.Forged forged -> refuse(id, forged.reason(), false, notification);
      case Provider.Claim.Other other ->
          new NotificationResult.Taken(contract.get().acknowledgement());
      case Provider.Claim.Paid paid -> settle(access, contract.get(), paid, notification);
    };
  }

  private NotificationResult settle(
      Provider.Access access,
      Provider provider,
      Provider.Claim.Paid claim,
      Notification notification) {
    var channel = access.channel();
    var charge = charges.find(claim.reference());
    var misfit = NotificationRules.misfit(channel, charge, claim);
    if (misfit != null) {
      return refuse(channel.id(), misfit, true, notification);
    }
    if (channel.setting("confirm", "false").equals("true")
        && !(asking.answer(charge.orElseThrow()) instanceof Provider.Answer.Paid)) {
      return refuse(channel.id(), "the provider does not confirm", true, notification);
    }
    settling.paid(
        charge.orElseThrow(),
        new Settling.Paid(claim.tradeNo(), "notification", fields(claim, notification)));
    return new NotificationResult.Taken(provider.acknowledgement());
  }

  private static Map<String, String> fields(Provider.Claim.Paid claim, Notification notification) {
    var fields = new HashMap<>(notification.fields());
    if (!claim.account().isEmpty()) {
      fields.put(Inbox.ACCOUNT_FIELD, claim.account());
    }
    return fields;
  }

  /// `genuine` says that the signature was good: money may have come that fits no charge.
  private NotificationResult refuse(
      ChannelId channel, String reason, boolean genuine, Notification notification) {
    inbox.refuse(channel, reason, genuine, notification, clock.instant());
    return new NotificationResult.Refused("fail", reason);
  }

  /// Asks the provider now, for a buyer who came back and wonders.
  public void askAbout(ChargeId id) {
    charges.find(id).filter(charge -> charge.state() != ChargeState.PAID).ifPresent(asking::query);
  }

  /// No longer waits for what was charged for `subject`. Once this has committed, the provider is
  /// told; money that comes all the same is reported as [ChargePaid].
  @Transactional
  public void stopWaiting(UUID subject) {
    var closed = charges.close(subject, clock.instant(), SOON);
    afterCommit(() -> closed.forEach(asking::close));
  }

  /// Writes down that money is to be given back; the provider is asked once this has committed, and
  /// again until it has answered.
  @Transactional
  public RefundResult refund(RefundRequest request) {
    var left = refunds.lockLeft(request.charge());
    if (left.isEmpty()) {
      return new RefundResult.NotPaid();
    }
    if (refunds.find(request.request()).isPresent()) {
      return new RefundResult.Asked();
    }
    if (request.amount().minor() > left.get()) {
      return new RefundResult.TooMuch(left.get());
    }
    refunds.ask(ids.next(), request, null, clock.instant());
    afterCommit(this::workOnRefunds);
    return new RefundResult.Asked();
  }

  /// Whether money of a charge is still on its way back.
  public boolean refundsPending(ChargeId charge) {
    return refunds.pending(charge);
  }

  public Balance wallet(PersonId person, Currency currency) {
    return ledger.balanceOf(Books.wallet(person, currency.getCurrencyCode()));
  }

  /// The latest lines of a balance, newest first.
  public List<WalletLine> walletLines(PersonId person, Currency currency, int most) {
    return ledger
        .history(Books.wallet(person, currency.getCurrencyCode()), Long.MAX_VALUE, most)
        .stream()
        .map(entry -> new WalletLine(entry.at(), entry.kind(), new Money(entry.amount(), currency)))
        .toList();
  }

  /// Opens a channel; its first secrets count at once.
  public void open(Channel channel, Map<String, String> secrets, String by, String from) {
    demandAll(channel, secrets);
    transaction.executeWithoutResult(status -> {
      if (channels.add(channel, clock.instant()) && !secrets.isEmpty()) {
        var now = clock.instant();
        credentials.add(
            CredentialChange.asked(ids.next(), by, from, now, now), channel.id(), secrets);
      }
    });
  }

  public void enable(ChannelId channel, boolean enabled) {
    channels.enable(channel, enabled);
  }

  /// Every version of a channel's secrets, newest first, without the secrets.
  public List<CredentialChange> changes(ChannelId id) {
    return credentials.history(id);
  }

  /// Asks providers about charges that should have been heard of: the more are due, the more at
  /// once and the longer, up to a thousand in one turn.
  public int poll() {
    var asked = 0;
    var width = IN_THE_BACKGROUND;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var due = charges.takeDue(clock.instant(), SOON, LATER, ASKED_AT_MOST, AT_ONCE);
      inParallel(width, due.stream().<Runnable>map(charge -> () -> asking.query(charge)).toList());
      asked += due.size();
      if (due.size() < AT_ONCE) {
        break;
      }
      width = Math.min(2 * width, MOST_AT_ONCE);
    }
    return asked;
  }

  /// Asks providers for refunds that are due.
  public int workOnRefunds() {
    var due = refunds.takeDue(clock.instant(), REFUND_AGAIN, REFUND_PAUSE, AT_ONCE);
    inParallel(
        IN_THE_BACKGROUND,
        due.stream().<Runnable>map(refund -> () -> asking.refund(refund)).toList());
    return due.size();
  }

  public int forgetRefused() {
    return inbox.forgetRefused(clock.instant().minus(REFUSED_KEPT));
  }

  private void demandAll(Channel channel, Map<String, String> secrets) {
    asking
        .provider(channel)
        .ifPresent(provider ->
            provider.secrets().forEach(name -> new Provider.Access(channel, secrets).secret(name)));
  }

  private Charge written(ChargeRequest request) {
    var reference = new StringBuilder();
    for (int i = 0; i < REFERENCE_LENGTH; i++) {
      reference.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
    }
    return new Charge(
        new ChargeId(ids.next()),
        request.channel(),
        reference.toString(),
        request.purpose(),
        request.subject(),
        request.payer(),
        request.title(),
        request.amount(),
        request.returnPath(),
        ChargeState.NEW,
        null,
        null,
        null,
        null,
        clock.instant(),
        request.payUntil(),
        null);
  }

  private void afterCommit(Runnable work) {
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            background.execute(work);
          }
        });
  }

  /// A few at once, because each takes a connection before and after it has waited.
  private static void inParallel(int width, List<Runnable> work) {
    try (var threads = Executors.newFixedThreadPool(width, Thread.ofVirtual().factory())) {
      work.forEach(threads::execute);
    }
  }
}
