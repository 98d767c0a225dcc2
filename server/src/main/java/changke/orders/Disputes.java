package changke.orders;

import changke.shared.Ids;
import changke.shared.OrderId;
import changke.vault.CardId;
import changke.vault.ReplaceResult;
import changke.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// After a card was looked at: by evidence, and first by another card. Who may decide a complaint
/// is the page's business; a merchant that does not answer in time has agreed.
@Component
public class Disputes {

  private static final Duration ANSWER_WITHIN = Duration.ofHours(48);
  private static final int LONGEST_TEXT = 2000;
  private static final String NOBODY = "deadline";

  private final Complaints complaints;
  private final Purchases purchases;
  private final Ending ending;
  private final Vault vault;
  private final Ids ids;
  private final Clock clock;

  Disputes(
      Complaints complaints,
      Purchases purchases,
      Ending ending,
      Vault vault,
      Ids ids,
      Clock clock) {
    this.complaints = complaints;
    this.purchases = purchases;
    this.ending = ending;
    this.vault = vault;
    this.ids = ids;
    this.clock = clock;
  }

  public Optional<Complaint> find(UUID complaint) {
    return complaints.find(complaint);
  }

  /// All complaints about an order, oldest first.
  public List<Complaint> of(OrderId order) {
    return complaints.of(order);
  }

  /// The buyer says that a card is bad; from now on the order does not complete by itself.
  @Transactional
  public Complaining complain(OrderId id, int position, CardId card, String text) {
    var order = purchases.lock(id).orElseThrow();
    var disputable = order.state() == OrderState.DELIVERED || order.state() == OrderState.DISPUTED;
    var bought =
        order.lines().stream()
            .anyMatch(l -> l.position() == position && l.state() == LineState.DELIVERED);
    var words = text.strip();
    if (!disputable || !bought || words.isEmpty() || words.length() > LONGEST_TEXT) {
      return new Complaining.NotPossible();
    }
    var now = clock.instant();
    var complaint =
        new Complaint(
            ids.next(),
            id,
            position,
            card,
            words,
            now,
            now.plus(ANSWER_WITHIN),
            Complaint.State.OPEN,
            null,
            null);
    if (!complaints.open(complaint)) {
      return new Complaining.NotPossible();
    }
    purchases.move(id, OrderState.DISPUTED, "disputed", now, null);
    return new Complaining.Open(complaint);
  }

  /// Gives the buyer another card; the bad one keeps a pointer to it.
  @Transactional
  public Complaining replace(UUID id, String by) {
    var complaint = lockedOpen(id);
    if (complaint.isEmpty()) {
      return new Complaining.NotPossible();
    }
    var order = purchases.find(complaint.get().order()).orElseThrow();
    var hold = order.lines().get(complaint.get().position() - 1).hold();
    return switch (vault.replace(hold, complaint.get().card())) {
      case ReplaceResult.Replaced replaced ->
          decided(complaint.get(), Complaint.State.REPLACED, by, "");
      case ReplaceResult.NotSold notSold -> new Complaining.NotPossible();
      case ReplaceResult.TooFew none -> new Complaining.NoStock();
    };
  }

  /// Gives the money for the line back.
  @Transactional
  public Complaining refund(UUID id, String by) {
    var complaint = lockedOpen(id);
    if (complaint.isEmpty()) {
      return new Complaining.NotPossible();
    }
    complaints.decide(id, Complaint.State.REFUNDED, by, "", clock.instant());
    ending.takeBack(
        complaint.get().order(), Set.of(complaint.get().position()), true, "complaint " + id);
    return new Complaining.Decided(complaints.find(id).orElseThrow());
  }

  /// The card is good, for a reason that the buyer reads.
  @Transactional
  public Complaining reject(UUID id, String by, String note) {
    return lockedOpen(id)
        .map(complaint -> decided(complaint, Complaint.State.REJECTED, by, note))
        .orElse(new Complaining.NotPossible());
  }

  /// Decides for the buyer what nobody answered in time: another card, else the money.
  @Transactional
  public Complaining decideForBuyer(UUID id) {
    var replaced = replace(id, NOBODY);
    return replaced instanceof Complaining.Decided ? replaced : refund(id, NOBODY);
  }

  List<UUID> overdue(int most) {
    return complaints.overdue(clock.instant(), most);
  }

  private Optional<Complaint> lockedOpen(UUID id) {
    return complaints
        .find(id)
        .flatMap(complaint -> purchases.lock(complaint.order()))
        .flatMap(order -> complaints.find(id))
        .filter(complaint -> complaint.state() == Complaint.State.OPEN);
  }

  private Complaining decided(Complaint complaint, Complaint.State state, String by, String note) {
    var now = clock.instant();
    complaints.decide(complaint.id(), state, by, note, now);
    var others =
        complaints.of(complaint.order()).stream().anyMatch(c -> c.state() == Complaint.State.OPEN);
    var next = others ? OrderState.DISPUTED : OrderState.DELIVERED;
    purchases.move(complaint.order(), next, OrderRows.word(state), now, null);
    return new Complaining.Decided(complaints.find(complaint.id()).orElseThrow());
  }
}
