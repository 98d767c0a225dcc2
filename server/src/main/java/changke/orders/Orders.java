package changke.orders;

import changke.payments.ChannelId;
import changke.payments.Charge;
import changke.payments.ChargePaid;
import changke.payments.ChargeRequest;
import changke.payments.ChargeResult;
import changke.payments.ChargeState;
import changke.payments.Payments;
import changke.payments.RefundDone;
import changke.shared.MerchantId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Slice;
import changke.vault.Reader;
import changke.vault.RevealResult;
import changke.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.event.TransactionalEventListener;

/// Orders: placed, paid, delivered, looked at, given back.
///
/// [#place] and [#pay] are called outside any transaction, because the provider is asked between
/// two. Who may see an order is decided by how it was got: [#of] for a member, [#opened] for
/// whoever holds its link, [#ofMerchant] for a merchant. An order number alone opens nothing.
@Component
public class Orders {

  /// What payments call the thing that is paid.
  public static final String PURPOSE = "order";

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
  private static final Duration UNFINISHED_AFTER = Duration.ofSeconds(5);
  private static final int AT_ONCE = 200;

  private final Checkout checkout;
  private final Delivering delivering;
  private final Ending ending;
  private final Disputes disputes;
  private final Purchases purchases;
  private final Lookup lookup;
  private final Letters letters;
  private final Payments payments;
  private final Vault vault;
  private final Clock clock;

  Orders(
      Checkout checkout,
      Delivering delivering,
      Ending ending,
      Disputes disputes,
      Purchases purchases,
      Lookup lookup,
      Letters letters,
      Payments payments,
      Vault vault,
      Clock clock) {
    this.checkout = checkout;
    this.delivering = delivering;
    this.ending = ending;
    this.disputes = disputes;
    this.purchases = purchases;
    this.lookup = lookup;
    this.letters = letters;
    this.payments = payments;
    this.vault = vault;
    this.clock = clock;
  }

  /// Takes an order and holds its cards. What costs nothing is delivered at once.
  public Placing place(OrderRequest request) {
    var placing = checkout.place(request);
    if (placing instanceof Placing.Placed placed
        && placed.order().due().isZero()
        && placed.order().state() == OrderState.PLACED) {
      delivering.free(placed.order().id());
      delivering.deliver(placed.order().id());
      return new Placing.Placed(purchases.find(placed.order().id()).orElseThrow());
    }
    return placing;
  }

  /// Where the buyer pays. Asking again for the same channel leads to the same place.
  ///
  /// @param returnPath where the browser comes back to, a path of ours
  public Paying pay(OrderId id, ChannelId channel, String returnPath) {
    return pay(purchases.find(id).orElseThrow(), channel, returnPath);
  }

  /// The same for an order that was read or placed just now.
  public Paying pay(Order order, ChannelId channel, String returnPath) {
    if (order.paidAt() != null) {
      return new Paying.Paid();
    }
    if (order.state() != OrderState.PLACED || !clock.instant().isBefore(order.payUntil())) {
      return new Paying.NotPayable(order.state());
    }
    return payments.of(order.id().value()).stream()
        .filter(c -> c.channel().equals(channel) && c.state() == ChargeState.OPEN)
        .map(Charge::payAt)
        .filter(Objects::nonNull)
        .findFirst()
        .<Paying>map(Paying.GoTo::new)
        .orElseGet(() -> charge(order, channel, returnPath));
  }

  private Paying charge(Order order, ChannelId channel, String returnPath) {
    var request =
        new ChargeRequest(
            channel,
            PURPOSE,
            order.id().value(),
            order.person(),
            title(order),
            order.due(),
            returnPath,
            order.payUntil());
    return switch (payments.charge(request)) {
      case ChargeResult.Ready ready -> new Paying.GoTo(ready.payAt());
      case ChargeResult.Paid paid -> new Paying.Paid();
      case ChargeResult.TooLittle tooLittle -> new Paying.TooLittle(tooLittle.missingMinor());
      case ChargeResult.ProviderDown down -> new Paying.ProviderDown();
      case ChargeResult.NoSuchChannel none -> new Paying.NoSuchChannel();
    };
  }

  private static String title(Order order) {
    var first = order.lines().getFirst();
    var title = first.title().in(order.language());
    var cut = title.length() > 80 ? title.substring(0, 80) : title;
    return order.lines().size() > 1
        ? cut + " +" + (order.lines().size() - 1)
        : cut + " x" + first.quantity();
  }

  /// A buyer came back and wonders: asks the provider, if the order still waits.
  public void wonder(OrderId id) {
    payments.of(id.value()).stream()
        .filter(charge -> charge.state() == ChargeState.OPEN)
        .forEach(charge -> payments.askAbout(charge.id()));
  }

  public Optional<Order> find(OrderId id) {
    return purchases.find(id);
  }

  /// An order of a member by its number.
  public Optional<Order> of(PersonId person, String number) {
    return purchases.find(number).filter(order -> person.equals(order.person()));
  }

  /// A member's orders, newest first.
  public Slice<Order> of(PersonId person, int page) {
    var size = Slice.DEFAULT_SIZE;
    return Slice.cut(purchases.of(person, size + 1, page * size), page, size);
  }

  /// Paid orders of a merchant, newest first, with that merchant's lines only.
  public Slice<MerchantOrder> ofMerchant(MerchantId merchant, int page) {
    return ofMerchant(merchant, OrderSearch.ALL, page, Slice.DEFAULT_SIZE);
  }

  /// The same, narrowed by number, state and period; a merchant finds nobody by an address.
  public Slice<MerchantOrder> ofMerchant(
      MerchantId merchant, OrderSearch search, int page, int size) {
    var orders = purchases.of(merchant, search, size + 1, page * size);
    return Slice.cut(orders.stream().map(MerchantOrder::of).toList(), page, size);
  }

  /// One paid order of a merchant, with that merchant's lines only.
  public Optional<MerchantOrder> ofMerchant(MerchantId merchant, OrderId id) {
    return purchases.of(merchant, id).map(MerchantOrder::of);
  }

  /// The names under which letters about an order were queued, for [changke.messaging.Messaging].
  public List<String> letterKeys(Order order) {
    var steps = purchases.steps(order.id());
    var keys = new ArrayList<>(Letters.deliveryKeys(order, steps));
    for (var step : steps) {
      if (step.kind().equals("letter") && step.note() != null) {
        keys.add(step.note());
      }
    }
    return keys;
  }

  /// What happened to an order, oldest first.
  public List<OrderStep> timeline(OrderId id) {
    return purchases.steps(id);
  }

  /// The secret part of an order's link; whoever has it is the buyer.
  public String linkToken(OrderId id) {
    return lookup.token(id);
  }

  /// The order that a link opens.
  public Optional<Order> opened(String token) {
    return lookup.open(token).flatMap(purchases::find);
  }

  /// Sends a one-time code to the order's own e-mail address, when number and e-mail belong
  /// together; the answer is the same when they do not. False when there were too many tries.
  @Transactional
  public boolean askForCode(String number, String email, String address) {
    if (!lookup.mayTry(number, address)) {
      return false;
    }
    purchases
        .find(number)
        .filter(order -> order.email().equalsIgnoreCase(email.strip()))
        .ifPresent(order -> {
          var letter = letters.code(order, lookup.newCode(order.id()));
          purchases.step(order.id(), "letter", null, clock.instant(), letter, "buyer");
        });
    return true;
  }

  /// The order that a number and its one-time code open; the code is used up.
  @Transactional
  public Optional<Order> openWithCode(String number, String code, String address) {
    return lookup.mayTry(number, address)
        ? purchases.find(number).filter(order -> lookup.use(order.id(), code))
        : Optional.empty();
  }

  /// The cards of an order for someone who may read them; that they did is written down.
  @Transactional
  public Revealing reveal(OrderId id, Reader reader) {
    var order = purchases.lock(id).orElseThrow();
    if (!order.state().isDelivered()) {
      return new Revealing.NotDelivered(order.state());
    }
    var lines = new ArrayList<Revealing.LineCards>();
    for (var line : order.lines()) {
      if (line.state() == LineState.DELIVERED
          && vault.reveal(line.hold(), reader) instanceof RevealResult.Revealed revealed) {
        lines.add(new Revealing.LineCards(line, revealed.cards()));
      }
    }
    return new Revealing.Revealed(lines);
  }

  /// Gives up an order that is not paid; false when it is too late for that.
  public boolean cancel(OrderId id) {
    return ending.cancel(id, Party.GUEST, "");
  }

  /// The same with a reason, which those who look after the order can read.
  public boolean cancel(OrderId id, Party by, String why) {
    return ending.cancel(id, by, why);
  }

  /// The money back without questions, as long as no card was looked at.
  public Returning giveBack(OrderId id) {
    return ending.takeBack(id, Set.of(), false, "asked by the buyer", Party.GUEST);
  }

  /// The money back for some lines, whatever was looked at: a person decided so.
  public Returning takeBack(OrderId id, Set<Integer> positions, String why) {
    return ending.takeBack(id, positions, true, why);
  }

  /// The same, decided by somebody; complaints about these lines end with it.
  @Transactional
  public Returning takeBack(OrderId id, Set<Integer> positions, String why, Party by) {
    var returned = ending.takeBack(id, positions, true, why, by);
    if (returned instanceof Returning.Refunding) {
      disputes.linesWentBack(id, by);
    }
    return returned;
  }

  /// The money back for what is not delivered, decided by an operator.
  @Transactional
  public Returning takeBackOpen(OrderId id, Party by, String why) {
    var order = purchases.lock(id).orElseThrow();
    var open =
        order.lines().stream()
            .filter(line -> line.state() == LineState.OPEN)
            .map(OrderLine::position)
            .collect(java.util.stream.Collectors.toSet());
    return open.isEmpty() || order.state() != OrderState.DELIVERING
        ? new Returning.NothingToReturn(order.state())
        : ending.takeBack(id, open, true, why, by);
  }

  /// The money back for what one merchant has not delivered, decided by that merchant.
  @Transactional
  public Returning takeBackOpen(OrderId id, MerchantId merchant, Party by, String why) {
    var order = purchases.lock(id).orElseThrow();
    var open =
        order.lines().stream()
            .filter(line -> line.state() == LineState.OPEN && line.merchant().equals(merchant))
            .map(OrderLine::position)
            .collect(java.util.stream.Collectors.toSet());
    return open.isEmpty() || order.state() != OrderState.DELIVERING
        ? new Returning.NothingToReturn(order.state())
        : ending.takeBack(id, open, true, why, by);
  }

  /// Sends the link that opens the order to the order's own address once more.
  @Transactional
  public void sendLink(OrderId id, Party by) {
    var order = purchases.lock(id).orElseThrow();
    purchases.step(id, "letter", null, clock.instant(), letters.link(order), by.mark());
  }

  /// A person wrote what is handed over; false when this merchant has no such open line.
  public boolean handOver(OrderId id, int position, MerchantId merchant, List<String> texts) {
    return delivering.handOver(id, position, merchant, texts);
  }

  /// A [Fulfilment] has done what took time.
  public void fulfilled(OrderId id, int position) {
    delivering.fulfilled(id, position);
  }

  /// The buyer is content; false when the order is not delivered.
  public boolean confirm(OrderId id) {
    return ending.complete(id);
  }

  /// Lets go what was not paid in time and returns how many orders were looked at.
  public int expire() {
    var due = purchases.expired(clock.instant(), AT_ONCE);
    for (var id : due) {
      ending.expire(id).ifPresent(paid -> paid(id, paid.id(), paid.amount()));
    }
    return due.size();
  }

  /// Completes what nobody complained about in time.
  public int complete() {
    var due = purchases.toComplete(clock.instant(), AT_ONCE);
    due.forEach(ending::complete);
    return due.size();
  }

  /// Decides complaints whose deadline has passed; several processes share the work.
  public int decideOverdue() {
    var tried = new ArrayList<UUID>();
    for (int i = 0; i < AT_ONCE; i++) {
      try {
        if (!disputes.decideOneOverdue(tried)) {
          break;
        }
      } catch (RuntimeException e) {
        LOG.error("complaint {} is overdue and cannot be decided", tried, e);
      }
    }
    return tried.size();
  }

  /// Finishes what a crash left between payment and delivery.
  public int finish() {
    var left = purchases.unfinished(clock.instant().minus(UNFINISHED_AFTER), AT_ONCE);
    for (var id : left) {
      try {
        delivering.deliver(id);
      } catch (RuntimeException e) {
        LOG.error("order {} is paid and cannot be delivered yet", id, e);
      }
    }
    return left.size();
  }

  @Async
  @TransactionalEventListener
  void on(ChargePaid fact) {
    if (fact.purpose().equals(PURPOSE)) {
      paid(new OrderId(fact.subject()), fact.charge(), fact.amount());
    }
  }

  @Async
  @TransactionalEventListener
  void on(RefundDone fact) {
    if (fact.purpose().equals(PURPOSE)) {
      ending.refunded(new OrderId(fact.subject()), fact.charge());
    }
  }

  /// One transaction when all goes well. Whatever stands in the way of delivery must not keep the
  /// payment from being written down, so then there are two; both can come again.
  private void paid(OrderId id, changke.payments.ChargeId charge, changke.shared.Money amount) {
    try {
      delivering.paidAndDelivered(id, charge, amount);
    } catch (RuntimeException e) {
      LOG.warn("order {} is not delivered at once; it is written down as paid first", id, e);
      delivering.paid(id, charge, amount);
      delivering.deliver(id);
    }
  }
}
