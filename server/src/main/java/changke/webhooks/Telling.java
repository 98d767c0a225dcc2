package changke.webhooks;

import changke.shared.Ids;
import changke.shared.MerchantId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// From facts to deliveries: a fact is noted in the transaction that made it, and written for each
/// address a moment later, so that whoever sells waits for one row at most.
@Component
class Telling {

  private static final Logger LOG = LoggerFactory.getLogger(Telling.class);
  private static final int AT_ONCE = 500;
  private static final int LONGEST_BODY = 64 * 1024;

  private final Untold untold;
  private final Endpoints endpoints;
  private final Deliveries deliveries;
  private final Interests interests;
  private final Bodies bodies;
  private final Ids ids;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Telling(
      Untold untold,
      Endpoints endpoints,
      Deliveries deliveries,
      Interests interests,
      Bodies bodies,
      Ids ids,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.untold = untold;
    this.endpoints = endpoints;
    this.deliveries = deliveries;
    this.interests = interests;
    this.bodies = bodies;
    this.ids = ids;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /// A fact about shops: for their addresses and the platform's.
  void note(UUID fact, EventKind kind, Collection<MerchantId> shops, Content content, Instant at) {
    if (interests.any(kind, shops)) {
      untold.queue(
          new Untold.Told(
              fact,
              kind.code(),
              shops.stream().map(MerchantId::value).toList(),
              true,
              null,
              bodies.content(content),
              at));
    }
  }

  /// A message for one owner alone.
  void note(
      UUID fact,
      EventKind kind,
      Owner owner,
      @Nullable UUID endpoint,
      Map<String, Object> data,
      Instant at) {
    var content = bodies.content(new Content(null, List.of(), data));
    if (content.length() > LONGEST_BODY) {
      throw new IllegalArgumentException("a webhook's body has at most " + LONGEST_BODY + " signs");
    }
    var shop = owner.merchant();
    untold.queue(
        new Untold.Told(
            fact,
            kind.code(),
            shop == null ? List.of() : List.of(shop.value()),
            shop == null,
            endpoint,
            content,
            at));
  }

  /// To one address, whatever it chose and whether it is on.
  void test(Endpoint endpoint) {
    var now = clock.instant();
    var kind = EventKind.WEBHOOK_TEST.code();
    var body = bodies.body(kind, now, Map.of("endpointId", endpoint.id().toString()));
    deliveries.queue(
        ids.next(),
        kind,
        List.of(new Deliveries.Fresh(ids.next(), endpoint.id(), body, false)),
        now);
  }

  /// Writes deliveries of the facts that wait; several processes share the work.
  void tellAll() {
    for (int told = 0; told < AT_ONCE; told++) {
      if (!tellOne()) {
        return;
      }
    }
  }

  /// False when nothing waits. A fact that cannot be written does not stand in the way of others.
  private boolean tellOne() {
    @Nullable UUID[] failed = new UUID[1];
    try {
      return Boolean.TRUE.equals(
          transaction.execute(_ -> {
            var fact = untold.claim(clock.instant());
            failed[0] = fact.map(Untold.Told::id).orElse(null);
            fact.ifPresent(this::write);
            return fact.isPresent();
          }));
    } catch (RuntimeException e) {
      LOG.warn("fact {} was not written for its webhooks", failed[0], e);
      Optional.ofNullable(failed[0]).ifPresent(id -> untold.failed(id, clock.instant()));
      return failed[0] != null;
    }
  }

  private void write(Untold.Told fact) {
    var fresh =
        endpoints.wanting(fact).stream()
            .map(endpoint ->
                new Deliveries.Fresh(
                    ids.next(),
                    endpoint.id(),
                    bodies.write(fact, endpoint.owner()),
                    !endpoint.isOn()))
            .toList();
    if (!fresh.isEmpty()) {
      deliveries.queue(fact.id(), fact.kind(), fresh, clock.instant());
    }
    untold.done(fact.id());
  }
}
