package changke.orders;

import changke.catalog.Catalog;
import changke.catalog.Delivery;
import changke.catalog.Offer;
import changke.shared.Ids;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.vault.HoldResult;
import changke.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/// Takes an order: prices looked up, quotas checked, cards held, all in one transaction.
@Component
class Checkout {

  /// Cards stay held a little longer than payment is waited for, so that a payment in the last
  /// second finds them.
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final int NUMBER_LENGTH = 16;

  private final Catalog catalog;
  private final Vault vault;
  private final Placements placements;
  private final Purchases purchases;
  private final Ports ports;
  private final OrderSettings settings;
  private final TransactionOperations transaction;
  private final ApplicationEventPublisher facts;
  private final JsonMapper json;
  private final Ids ids;
  private final RandomGenerator chance;
  private final Clock clock;

  Checkout(
      Catalog catalog,
      Vault vault,
      Placements placements,
      Purchases purchases,
      Ports ports,
      OrderSettings settings,
      TransactionOperations transaction,
      ApplicationEventPublisher facts,
      JsonMapper json,
      Ids ids,
      RandomGenerator chance,
      Clock clock) {
    this.catalog = catalog;
    this.vault = vault;
    this.placements = placements;
    this.purchases = purchases;
    this.ports = ports;
    this.settings = settings;
    this.transaction = transaction;
    this.facts = facts;
    this.json = json;
    this.ids = ids;
    this.chance = chance;
    this.clock = clock;
  }

  /// A request that came before gets its order back, whatever would be said to a new one.
  Placing place(OrderRequest request) {
    var result = attempt(request);
    return result instanceof Placing.Placed
        ? result
        : purchases
            .findByRequest(request.request())
            .<Placing>map(Placing.Placed::new)
            .orElse(result);
  }

  private Placing attempt(OrderRequest request) {
    var offers = catalog.offers(request.items().stream().map(OrderRequest.Item::offer).toList());
    var refused = PlacingRules.refuse(request, offers, ports::canDeliver);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      return Objects.requireNonNull(
          transaction.execute(status -> {
            var result = placeNow(request, offers);
            if (!(result instanceof Placing.Placed)) {
              status.setRollbackOnly();
            }
            return result;
          }));
    } catch (PriceMovedException e) {
      return new Placing.PriceMoved();
    } catch (DuplicateKeyException e) {
      return purchases
          .findByRequest(request.request())
          .<Placing>map(Placing.Placed::new)
          .orElseThrow(() -> e);
    }
  }

  private Placing placeNow(OrderRequest request, Map<OfferId, Offer> offers) {
    var waiting = placements.takeTurns(request.email(), request.address(), request.person());
    var over =
        PlacingRules.overQuota(
            request, offers, waiting, settings, ports.quotaFactor(request.person()));
    if (over.isPresent()) {
      return over.get();
    }
    var closed = ports.closedTo(request.person(), offers.keySet());
    if (!closed.isEmpty()) {
      return new Placing.Unavailable(closed.iterator().next());
    }
    var order = drawn(request, offers);
    if (request.agreed() != null && !request.agreed().equals(order.total())) {
      return new Placing.PriceMoved();
    }
    var missing = hold(order, request);
    if (missing.isPresent()) {
      return missing.get();
    }
    placements.insert(order, request.request(), request.address(), snapshots(order, offers));
    ports.hold(order);
    facts.publishEvent(
        new OrderPlaced(
            ids.next(),
            order.id(),
            order.person(),
            order.total(),
            order.lines().stream().map(Sale::of).toList(),
            order.placedAt()));
    return new Placing.Placed(order);
  }

  /// In the order of offers, as everyone does who holds several.
  private Optional<Placing> hold(Order order, OrderRequest request) {
    var until = order.payUntil().plus(GRACE);
    var lines = new ArrayList<>(order.lines());
    lines.sort(Comparator.comparing(line -> line.offer().toString()));
    for (var line : lines) {
      if (line.delivery().needsStock()
          && hold(line, request, until) instanceof HoldResult.TooFew few) {
        return Optional.of(new Placing.TooFew(line.offer(), few.available()));
      }
    }
    return Optional.empty();
  }

  private HoldResult hold(OrderLine line, OrderRequest request, Instant until) {
    var chosen = request.items().get(line.position() - 1).chosen();
    return chosen == null
        ? vault.hold(line.hold(), line.offer(), line.quantity(), until)
        : vault.hold(line.hold(), line.offer(), chosen, until);
  }

  private Order drawn(OrderRequest request, Map<OfferId, Offer> offers) {
    var now = clock.instant();
    var lines = new ArrayList<OrderLine>();
    for (var item : request.items()) {
      var offer = Objects.requireNonNull(offers.get(item.offer()));
      lines.add(line(lines.size() + 1, item, offer, request.person(), now));
    }
    var adjusted = ports.adjusted(request.person(), lines);
    var total = adjusted.stream().map(OrderLine::amount).reduce(Money::plus).orElseThrow();
    var id = new OrderId(ids.next());
    return new Order(
        id,
        number(),
        request.person(),
        request.email().strip(),
        request.language(),
        OrderState.PLACED,
        total,
        ports.tendered(id, request.person(), request.points(), total),
        now,
        now.plus(settings.payWithin()),
        null,
        null,
        false,
        null,
        null,
        adjusted);
  }

  private OrderLine line(
      int position, OrderRequest.Item item, Offer offer, @Nullable PersonId person, Instant now) {
    var unit = offer.unitPrice(item.quantity());
    var answers = new HashMap<String, String>();
    for (var input : offer.inputs()) {
      answers.put(input.name(), item.answers().getOrDefault(input.name(), "").strip());
    }
    return new OrderLine(
        position,
        offer.id(),
        offer.merchant(),
        offer.title(),
        offer.delivery(),
        unit,
        item.quantity(),
        unit.times(item.quantity()),
        ports.commission(offer, person, now, settings.commissionBasisPoints()),
        offer.confirmDays(),
        ids.next(),
        Map.copyOf(answers),
        LineState.OPEN,
        offer.delivery() == Delivery.BY_HAND
            ? now.plus(offer.promisedTime().orElse(Duration.ofDays(1)))
            : null);
  }

  private Map<Integer, String> snapshots(Order order, Map<OfferId, Offer> offers) {
    var snapshots = new HashMap<Integer, String>();
    for (var line : order.lines()) {
      snapshots.put(
          line.position(),
          json.writeValueAsString(Objects.requireNonNull(offers.get(line.offer()))));
    }
    return snapshots;
  }

  private String number() {
    var number = new StringBuilder();
    for (int i = 0; i < NUMBER_LENGTH; i++) {
      number.append(ALPHABET.charAt(chance.nextInt(ALPHABET.length())));
    }
    return number.toString();
  }
}
