package changke.orders;

import changke.catalog.Catalog;
import changke.catalog.Picture;
import changke.shared.Ids;
import changke.shared.OrderId;
import changke.vault.CardId;
import changke.vault.ReplaceResult;
import changke.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// After a card was looked at: by evidence, and first by another card. A complaint is a thread
/// between buyer, merchant and, once called, operator; each side has a deadline, and silence has a
/// meaning. Whether someone is the party they say is the page's business.
@Component
public class Disputes {

  /// A picture of a thread, for its parties only.
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares pictures.
  public record Shown(String mediaType, byte[] content) {}

  private final Complaints complaints;
  private final Messages messages;
  private final Purchases purchases;
  private final Ending ending;
  private final DisputeLetters letters;
  private final DisputeSettings settings;
  private final Ports ports;
  private final Vault vault;
  private final ApplicationEventPublisher facts;
  private final Ids ids;
  private final Clock clock;

  Disputes(
      Complaints complaints,
      Messages messages,
      Purchases purchases,
      Ending ending,
      DisputeLetters letters,
      DisputeSettings settings,
      Ports ports,
      Vault vault,
      ApplicationEventPublisher facts,
      Ids ids,
      Clock clock) {
    this.complaints = complaints;
    this.messages = messages;
    this.purchases = purchases;
    this.ending = ending;
    this.letters = letters;
    this.settings = settings;
    this.ports = ports;
    this.vault = vault;
    this.facts = facts;
    this.ids = ids;
    this.clock = clock;
  }

  /// How long a merchant may be silent, for those who are refunded `fast` and for others.
  public Duration merchantAnswersWithin(boolean fast) {
    return settings.within(Side.MERCHANT, fast);
  }

  public Optional<Complaint> find(UUID complaint) {
    return complaints.find(complaint);
  }

  /// All complaints about an order, oldest first.
  public List<Complaint> of(OrderId order) {
    return complaints.of(order);
  }

  /// What was said and done, oldest first.
  public List<Message> thread(UUID complaint) {
    return messages.of(complaint);
  }

  public Optional<Shown> picture(UUID complaint, UUID picture) {
    return messages.picture(complaint, picture);
  }

  /// The complaints about an order as one side sees them, oldest first.
  public List<Talk> talks(Order order, Side side) {
    return complaints.of(order.id()).stream()
        .map(complaint -> talk(complaint, order, side))
        .toList();
  }

  public Talk talk(Complaint complaint, Side side) {
    return talk(complaint, order(complaint), side);
  }

  private Talk talk(Complaint complaint, Order order, Side side) {
    var thread = messages.of(complaint.id());
    return new Talk(
        complaint,
        order.lines().get(complaint.position() - 1),
        side,
        thread,
        DisputeRules.mayEscalate(complaint, side, thread));
  }

  /// The buyer says that something is wrong with a line, of several cards with this one; from now
  /// on the order does not complete by itself.
  @Transactional
  public Complaining complain(
      OrderId id, int position, @Nullable CardId card, Party by, String text, List<byte[]> files) {
    var order = purchases.lock(id).orElseThrow();
    var pictures = bare(files);
    var words = text.strip();
    if (pictures.isEmpty() || words.isEmpty() || !fits(words, pictures.get(), List.of())) {
      return new Complaining.Unfit();
    }
    var line = disputable(order, position);
    var now = clock.instant();
    if (line.isEmpty()) {
      return new Complaining.NotPossible();
    }
    var fast = ports.isRefundedFast(order.person());
    var complaint =
        new Complaint(
            ids.next(),
            id,
            position,
            card,
            line.get().merchant(),
            words,
            now,
            now.plus(settings.within(Side.MERCHANT, fast)),
            Side.MERCHANT,
            null,
            Complaint.State.OPEN,
            null,
            null,
            ports.goesFirst(order.person()),
            fast);
    if (!complaints.open(complaint)) {
      return new Complaining.NotPossible();
    }
    add(complaint, by, "said", words, pictures.get(), now);
    purchases.move(id, OrderState.DISPUTED, "disputed", now, null);
    letters.opened(order, complaint);
    facts.publishEvent(
        new OrderDisputed(
            ids.next(), id, complaint.id(), Sale.of(line.get()), complaint.answerBy(), now));
    return new Complaining.Open(complaint);
  }

  private static Optional<OrderLine> disputable(Order order, int position) {
    return order.state() == OrderState.DELIVERED || order.state() == OrderState.DISPUTED
        ? order.lines().stream()
            .filter(l -> l.position() == position && l.state() == LineState.DELIVERED)
            .findFirst()
        : Optional.empty();
  }

  /// One more word, with pictures where they help.
  @Transactional
  public Complaining say(UUID id, Party by, String text, List<byte[]> files) {
    return word(id, by, "said", text, files);
  }

  /// The merchant thinks that the card is good and says why; the buyer may call the operator.
  @Transactional
  public Complaining decline(UUID id, Party by, String text) {
    return word(id, by, "declined", text, List.of());
  }

  private Complaining word(UUID id, Party by, String kind, String text, List<byte[]> files) {
    var complaint = lockedOpen(id);
    if (complaint.isEmpty()) {
      return new Complaining.NotPossible();
    }
    var pictures = bare(files);
    var words = text.strip();
    if (pictures.isEmpty() || !fits(words, pictures.get(), messages.of(id))) {
      return new Complaining.Unfit();
    }
    var now = clock.instant();
    add(complaint.get(), by, kind, words, pictures.get(), now);
    var turn = DisputeRules.said(complaint.get(), by.side(), now, settings);
    if (turn.side() != complaint.get().turn()) {
      complaints.turn(id, turn, null);
      note(complaint.get(), "complaint-answered", by, now);
      letters.turned(order(complaint.get()), find(id).orElseThrow());
    }
    return new Complaining.Open(find(id).orElseThrow());
  }

  /// Calls the operator, who decides from here on.
  @Transactional
  public Complaining escalate(UUID id, Party by, String text) {
    var complaint = lockedOpen(id);
    var words = text.strip();
    if (complaint.isEmpty()
        || words.length() > DisputeRules.LONGEST_TEXT
        || !DisputeRules.mayEscalate(complaint.get(), by.side(), messages.of(id))) {
      return new Complaining.NotPossible();
    }
    var now = clock.instant();
    add(complaint.get(), by, "escalated", words, List.of(), now);
    var until = now.plus(settings.within(Side.OPERATOR, complaint.get().fast()));
    complaints.turn(id, new DisputeRules.Turn(Side.OPERATOR, until), now);
    note(complaint.get(), "complaint-escalated", by, now);
    letters.turned(order(complaint.get()), find(id).orElseThrow());
    return new Complaining.Open(find(id).orElseThrow());
  }

  /// Gives the buyer another card; the bad one keeps a pointer to it.
  @Transactional
  public Complaining replace(UUID id, Party by, String text) {
    var complaint = lockedOpen(id).filter(open -> DisputeRules.mayDecide(open, by.side()));
    if (complaint.isEmpty() || complaint.get().card() == null) {
      return new Complaining.NotPossible();
    }
    var hold = order(complaint.get()).lines().get(complaint.get().position() - 1).hold();
    return switch (vault.replace(hold, complaint.get().card())) {
      case ReplaceResult.Replaced replaced ->
          decided(complaint.get(), Complaint.State.REPLACED, by, text);
      case ReplaceResult.NotSold notSold -> new Complaining.NotPossible();
      case ReplaceResult.TooFew none -> new Complaining.NoStock();
    };
  }

  /// Gives the money for the line back; with it ends every other complaint about the line.
  @Transactional
  public Complaining refund(UUID id, Party by, String text) {
    var complaint = lockedOpen(id).filter(open -> DisputeRules.mayDecide(open, by.side()));
    if (complaint.isEmpty()) {
      return new Complaining.NotPossible();
    }
    var position = complaint.get().position();
    ending.takeBack(complaint.get().order(), Set.of(position), true, "complaint " + id);
    for (var other : complaints.of(complaint.get().order())) {
      if (other.open() && other.position() == position) {
        write(other, Complaint.State.REFUNDED, by, text);
      }
    }
    letters.decided(order(complaint.get()), find(id).orElseThrow());
    goOn(complaint.get());
    return new Complaining.Decided(find(id).orElseThrow());
  }

  /// Ends complaints about lines whose money went back in another way.
  void linesWentBack(OrderId id, Party by) {
    var order = purchases.find(id).orElseThrow();
    for (var complaint : complaints.of(id)) {
      var line = order.lines().get(complaint.position() - 1);
      if (complaint.open() && line.state() == LineState.RETURNED) {
        write(complaint, Complaint.State.REFUNDED, by, "");
        letters.decided(order, find(complaint.id()).orElseThrow());
        goOn(complaint);
      }
    }
  }

  /// The operator finds the card good, for a reason that the buyer reads; a merchant declines.
  @Transactional
  public Complaining reject(UUID id, Party by, String text) {
    return lockedOpen(id)
        .filter(open -> by.side() == Side.OPERATOR && !text.isBlank())
        .map(complaint -> decided(complaint, Complaint.State.REJECTED, by, text))
        .orElse(new Complaining.NotPossible());
  }

  /// The buyer lets it rest.
  @Transactional
  public Complaining withdraw(UUID id, Party by) {
    return lockedOpen(id)
        .filter(open -> by.side() == Side.BUYER)
        .map(complaint -> decided(complaint, Complaint.State.CLOSED, by, ""))
        .orElse(new Complaining.NotPossible());
  }

  /// Decides one complaint whose deadline has passed, whichever waits longest, and adds it to those
  /// that were tried; false when there is no other.
  @Transactional
  public boolean decideOneOverdue(List<UUID> tried) {
    var id = complaints.nextOverdue(clock.instant(), tried);
    id.ifPresent(tried::add);
    // It may have been answered between being found and its order being locked.
    id.flatMap(complaints::find)
        .filter(found -> found.open() && found.answerBy().isBefore(clock.instant()))
        .ifPresent(complaint -> {
          switch (DisputeRules.silence(complaint)) {
            case FOR_THE_BUYER -> forTheBuyer(complaint.id());
            case LET_REST -> decided(complaint, Complaint.State.CLOSED, Party.HOUSE, "");
          }
        });
    return id.isPresent();
  }

  /// Another card, else the money.
  private void forTheBuyer(UUID id) {
    if (!(replace(id, Party.HOUSE, "") instanceof Complaining.Decided)) {
      refund(id, Party.HOUSE, "");
    }
  }

  private Optional<Complaint> lockedOpen(UUID id) {
    return complaints
        .find(id)
        .flatMap(complaint -> purchases.lock(complaint.order()))
        .flatMap(order -> complaints.find(id))
        .filter(Complaint::open);
  }

  private Complaining decided(Complaint complaint, Complaint.State state, Party by, String text) {
    write(complaint, state, by, text);
    letters.decided(order(complaint), find(complaint.id()).orElseThrow());
    goOn(complaint);
    return new Complaining.Decided(find(complaint.id()).orElseThrow());
  }

  private void write(Complaint complaint, Complaint.State state, Party by, String text) {
    var now = clock.instant();
    var words = text.strip();
    var cut = words.substring(0, Math.min(words.length(), DisputeRules.LONGEST_TEXT));
    complaints.decide(complaint.id(), state, by.mark(), cut, now);
    add(complaint, by, OrderRows.word(state), cut, List.of(), now);
    note(complaint, "complaint-" + OrderRows.word(state), by, now);
  }

  /// The order goes on when nothing is open any more. Who got another card or said nothing has as
  /// long as an answer takes before the order completes by itself.
  private void goOn(Complaint complaint) {
    var order = order(complaint);
    var open = complaints.of(order.id()).stream().anyMatch(Complaint::open);
    if (open && order.state() == OrderState.DELIVERED) {
      purchases.stand(order.id(), OrderState.DISPUTED);
    } else if (!open && order.state() == OrderState.DISPUTED) {
      purchases.stand(order.id(), OrderState.DELIVERED);
      var state = find(complaint.id()).orElseThrow().state();
      if (state == Complaint.State.REPLACED || state == Complaint.State.CLOSED) {
        purchases.completeNotBefore(
            order.id(), clock.instant().plus(settings.buyerAnswersWithin()));
      }
    }
  }

  private void note(Complaint complaint, String kind, Party by, Instant at) {
    purchases.step(complaint.order(), kind, complaint.position(), at, null, by.mark());
  }

  private Order order(Complaint complaint) {
    return purchases.find(complaint.order()).orElseThrow();
  }

  private void add(
      Complaint complaint, Party by, String kind, String text, List<Picture> pictures, Instant at) {
    var message = ids.next();
    messages.add(message, complaint.id(), by, kind, text, at);
    pictures.forEach(picture -> messages.show(ids.next(), message, picture));
    if (by.side() == Side.MERCHANT) {
      facts.publishEvent(
          new ComplaintAnswered(ids.next(), complaint.merchant(), complaint.id(), at));
    }
  }

  private static boolean fits(String words, List<Picture> pictures, List<Message> thread) {
    return DisputeRules.fits(words, pictures.size(), thread);
  }

  /// The pictures without their notes; empty when one of the files is none.
  private static Optional<List<Picture>> bare(List<byte[]> files) {
    if (files.size() > DisputeRules.MOST_PICTURES_A_MESSAGE) {
      return Optional.empty();
    }
    var pictures = files.stream().map(Catalog::bare).flatMap(Optional::stream).toList();
    return pictures.size() == files.size() ? Optional.of(pictures) : Optional.empty();
  }
}
