package changke.vault;

import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.OfferId;
import changke.shared.Slice;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/// The stock of cards. Every move is all or nothing and can be repeated: the caller names the hold
/// by an id of its own, and the same id never takes cards twice.
///
/// Whoever holds several offers in one transaction takes them in the order of their ids.
@Component
public class Vault {

  /// What is available of a secret that many buyers receive.
  public static final int UNLIMITED = 1_000_000;

  /// [#roughly] counts no further.
  public static final int COUNTED_UP_TO = 100;

  private static final int MOST_IN_A_LINE = 10_000;
  private static final int EXPORTED_AT_ONCE = 500;

  private final Holds holds;
  private final Cards cards;
  private final Reveals reveals;
  private final Keyring keyring;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate own;
  private final TransactionTemplate nested;

  Vault(
      Holds holds,
      Cards cards,
      Reveals reveals,
      Keyring keyring,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.holds = holds;
    this.cards = cards;
    this.reveals = reveals;
    this.keyring = keyring;
    this.ids = ids;
    this.clock = clock;
    this.own = new TransactionTemplate(transactions);
    this.nested = new TransactionTemplate(transactions);
    this.nested.setPropagationBehavior(Propagation.NESTED.value());
  }

  /// Sets `quantity` cards aside until a moment; all of them or none. A hold that lapses gives its
  /// cards back by itself. With the id of an earlier hold the answer is that of the earlier call,
  /// as far as it still holds.
  @Transactional
  public HoldResult hold(UUID hold, OfferId offer, int quantity, Instant until) {
    if (quantity < 1 || quantity > MOST_IN_A_LINE) {
      throw new IllegalArgumentException("quantity: " + quantity);
    }
    var now = clock.instant();
    // Several cards may be locked and not enough: the savepoint gives those back at once.
    var taken =
        quantity == 1
            ? holds.take(hold, offer, 1, until, now)
            : takeOrLetGo(hold, offer, quantity, until, now);
    return taken
        .or(() -> holds.find(hold).filter(earlier -> earlier.state() != Hold.State.RELEASED))
        .or(() -> takeElse(hold, offer, quantity, until, now))
        .<HoldResult>map(held -> new HoldResult.Held(hold, held.cards(), held.until()))
        .orElseGet(() -> new HoldResult.TooFew(cards.available(offer, now)));
  }

  /// Sets the very card aside that the buyer picked.
  @Transactional
  public HoldResult hold(UUID hold, OfferId offer, CardId chosen, Instant until) {
    return holds
        .takeChosen(hold, offer, chosen, until, clock.instant())
        .or(() -> holds.find(hold).filter(earlier -> earlier.state() != Hold.State.RELEASED))
        .<HoldResult>map(held -> new HoldResult.Held(hold, held.cards(), held.until()))
        .orElseGet(() -> new HoldResult.TooFew(0));
  }

  /// Turns a hold into a sale. A hold that lapsed is sold all the same when its cards, or as many
  /// others of the offer, can be taken; a chosen card has no substitute. Selling again answers the
  /// same. Unknown and revoked holds are bugs of the caller.
  @Transactional
  public SellResult sell(UUID hold) {
    var now = clock.instant();
    return holds
        .sell(hold, now)
        .or(() -> sellAgainOrLapsed(hold, now))
        .<SellResult>map(sold -> new SellResult.Sold(hold, sold.cards()))
        .orElseGet(() -> new SellResult.TooFew(cards.available(known(hold).offer(), now)));
  }

  /// Gives the cards of a hold back; false when there is nothing to give back (sold, lapsed,
  /// unknown).
  @Transactional
  public boolean release(UUID hold) {
    return holds.release(hold);
  }

  /// Takes a sale back after a refund: its cards are never sold again and can no longer be read.
  /// False when it was not sold or is revoked already.
  @Transactional
  public boolean revoke(UUID hold) {
    return holds.revoke(hold);
  }

  /// Gives a buyer another card for a bad one, which keeps a pointer to its successor.
  @Transactional
  public ReplaceResult replace(UUID hold, CardId bad) {
    var sale = holds.lock(hold);
    if (sale.isEmpty()
        || sale.get().state() != Hold.State.SOLD
        || !sale.get().cards().contains(bad)) {
      return new ReplaceResult.NotSold();
    }
    return holds
        .replace(hold, bad, clock.instant())
        .<ReplaceResult>map(ReplaceResult.Replaced::new)
        .orElseGet(ReplaceResult.TooFew::new);
  }

  /// Sells what a person wrote for this very order line, such as the answer to a service done by
  /// hand; the same words may be written for many. Repeating it changes nothing.
  @Transactional
  public void handOver(UUID hold, MerchantId merchant, OfferId offer, List<String> texts) {
    var sealer = keyring.sealer(merchant);
    var written = texts.stream().map(_ -> new CardId(ids.next())).toList();
    if (!holds.handOver(hold, offer, written, clock.instant())) {
      return;
    }
    for (int i = 0; i < texts.size(); i++) {
      var mark = sealer.mark(hold + " " + i + " " + texts.get(i));
      cards.insertSold(sealer.seal(written.get(i), texts.get(i)), offer, mark, hold);
    }
  }

  /// The texts of a sale, for someone who may read them: whether they may is the caller's decision,
  /// that they did is written down here. A file has none; it is fetched from [FileVault].
  @Transactional
  public RevealResult reveal(UUID hold, Reader reader) {
    var sale = holds.lock(hold).filter(found -> found.state() == Hold.State.SOLD);
    if (sale.isEmpty()) {
      return new RevealResult.NotSold();
    }
    if (sale.get().file()) {
      return new RevealResult.Revealed(List.of());
    }
    var distinct = sale.get().cards().stream().distinct().toList();
    reveals.add(distinct, hold, reader, clock.instant());
    holds.revealed(hold, clock.instant());
    return new RevealResult.Revealed(cards.sealed(distinct).stream().map(keyring::open).toList());
  }

  /// When the texts of a sale were first read; empty when nobody has.
  public Optional<Instant> revealedAt(UUID hold) {
    return holds.revealedAt(hold);
  }

  /// One card of the merchant's own stock, written down like every other look.
  @Transactional
  public Optional<RevealedCard> reveal(MerchantId merchant, CardId card, Reader reader) {
    var sealed = cards.sealed(merchant, card);
    sealed.ifPresent(found -> reveals.add(List.of(card), null, reader, clock.instant()));
    return sealed.map(keyring::open);
  }

  /// Takes cards off the shelf for good; those that are held or sold stay what they are. How many
  /// it was.
  @Transactional
  public int withdraw(MerchantId merchant, Collection<CardId> ids) {
    return cards.withdraw(merchant, ids);
  }

  /// Takes expired cards off the shelf, in portions; how many it was.
  public int expire() {
    var all = 0;
    while (true) {
      var portion = cards.expire(clock.instant());
      all += portion;
      if (portion < 2000) {
        return all;
      }
    }
  }

  /// Everything of an offer that is on the shelf, for the merchant who takes it away; every card is
  /// written down as seen. Whether someone may is the caller's decision, and it needs a fresh
  /// sign-in. Returns how many it was.
  public int export(
      MerchantId merchant, OfferId offer, Reader reader, Consumer<ExportedCard> taker) {
    var all = cards.onShelf(merchant, offer);
    var count = 0;
    for (int from = 0; from < all.size(); from += EXPORTED_AT_ONCE) {
      var ids = all.subList(from, Math.min(all.size(), from + EXPORTED_AT_ONCE));
      var portion =
          Objects.requireNonNull(
              own.execute(_ -> {
                var found = cards.toExport(ids);
                var seen = found.stream().map(one -> one.card().id()).toList();
                reveals.add(seen, null, reader, clock.instant());
                return found;
              }));
      for (var one : portion) {
        var text = keyring.open(one.card()).text();
        taker.accept(new ExportedCard(one.card().id(), text, one.label(), one.expiresAt()));
      }
      count += portion.size();
    }
    return count;
  }

  /// Who saw a card, the first look first.
  public List<CardReveal> reveals(CardId card) {
    return reveals.of(card);
  }

  /// Who looked at the cards of a sale, the first look first.
  public List<CardReveal> revealsOf(UUID hold) {
    return reveals.ofHold(hold);
  }

  /// How many can be sold now, exactly.
  public int available(OfferId offer) {
    return cards.available(offer, clock.instant());
  }

  /// How many can be sold now, for lists: exact below [#COUNTED_UP_TO], which stands for "that many
  /// or more". Offers without stock are in the map with 0.
  public Map<OfferId, Integer> roughly(Collection<OfferId> offers) {
    return offers.isEmpty() ? Map.of() : cards.roughly(offers, COUNTED_UP_TO, clock.instant());
  }

  /// Those of the offers of which no more than so many can be sold now.
  public Set<OfferId> notAbove(Map<OfferId, Integer> levels) {
    return levels.isEmpty() ? Set.of() : Set.copyOf(cards.notAbove(levels, clock.instant()));
  }

  /// The labels among which a buyer can choose.
  public Slice<CardChoice> choices(OfferId offer, int page) {
    var size = Slice.DEFAULT_SIZE;
    return Slice.cut(cards.choices(offer, size + 1, page * size, clock.instant()), page, size);
  }

  /// Gives back what lapsed, in portions; how many holds it was.
  public int releaseLapsed() {
    var all = 0;
    while (true) {
      var portion = holds.releaseLapsed(clock.instant());
      all += portion;
      if (portion < 500) {
        return all;
      }
    }
  }

  private Optional<Hold> takeOrLetGo(
      UUID hold, OfferId offer, int quantity, Instant until, Instant now) {
    return Objects.requireNonNull(
        nested.execute(status -> {
          var taken = holds.take(hold, offer, quantity, until, now);
          if (taken.isEmpty()) {
            status.setRollbackOnly();
          }
          return taken;
        }));
  }

  /// A lapsed hold is not revived by holding again, its id is spent.
  private Optional<Hold> takeElse(
      UUID hold, OfferId offer, int quantity, Instant until, Instant now) {
    if (holds.find(hold).isPresent()) {
      return Optional.empty();
    }
    var shared =
        holds
            .takeShared(hold, offer, quantity, until, now)
            .or(() -> holds.takeFile(hold, offer, quantity, until, now));
    return shared.isPresent() || cards.available(offer, now) < quantity
        ? shared
        : holds.takeWaiting(hold, offer, quantity, until, now);
  }

  private Optional<Hold> sellAgainOrLapsed(UUID hold, Instant now) {
    return switch (known(hold).state()) {
      case SOLD -> holds.find(hold);
      case RELEASED -> holds.sellLapsed(hold, now);
      case HELD -> holds.sell(hold, now);
      case REVOKED -> throw new IllegalStateException("hold " + hold + " was revoked");
    };
  }

  private Hold known(UUID hold) {
    return holds.lock(hold).orElseThrow(() -> new IllegalArgumentException("no hold " + hold));
  }
}
