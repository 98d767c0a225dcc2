package changke.webhooks;

import changke.identity.Audit;
import changke.shared.Ids;
import changke.shared.MerchantId;
import changke.shared.PersonId;
import changke.shared.Slice;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// Tells other people's programs what happened. A fact is queued once for each address, sent at
/// least once under one id, and tried again by the schedule of Standard Webhooks.
///
/// Whoever asks names the owner: an address of somebody else is not found.
@Component
public class Webhooks {

  /// How many addresses an owner may have.
  public static final int MOST = 10;

  /// How many deliveries are sent again at one press.
  public static final int MOST_REPLAYED = 10_000;

  /// How long ended deliveries are kept.
  public static final Duration KEPT = Duration.ofDays(30);

  private static final int FORGOTTEN_AT_ONCE = 5_000;

  private final Endpoints endpoints;
  private final Secrets secrets;
  private final Deliveries deliveries;
  private final Attempts attempts;
  private final Untold untold;
  private final Interests interests;
  private final Targets targets;
  private final Telling telling;
  private final Lanes lanes;
  private final Audit audit;
  private final Ids ids;
  private final Clock clock;

  Webhooks(
      Endpoints endpoints,
      Secrets secrets,
      Deliveries deliveries,
      Attempts attempts,
      Untold untold,
      Interests interests,
      Targets targets,
      Telling telling,
      Lanes lanes,
      Audit audit,
      Ids ids,
      Clock clock,
      MeterRegistry meters) {
    this.endpoints = endpoints;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.attempts = attempts;
    this.untold = untold;
    this.interests = interests;
    this.targets = targets;
    this.telling = telling;
    this.lanes = lanes;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
    meters.gauge("changke.webhooks.waiting", deliveries, Deliveries::waiting);
    meters.gauge(
        "changke.webhooks.oldest.seconds", deliveries, d -> d.oldestSeconds(clock.instant()));
    meters.gauge("changke.webhooks.stuck", untold, Untold::stuck);
  }

  /// Adds an address; its secret is in the answer and never shown again.
  @Transactional
  public Adding add(Owner owner, EndpointDraft draft, PersonId by) {
    var flaw = flaw(draft);
    if (flaw.isPresent()) {
      return new Adding.Unfit(flaw.get());
    }
    if (endpoints.of(owner).size() >= MOST) {
      return new Adding.Unfit(Adding.Flaw.TOO_MANY);
    }
    var id = ids.next();
    endpoints.insert(id, owner, draft, by, clock.instant());
    var secret = secrets.fresh(ids.next(), id, clock.instant());
    audit.note(by, "webhook.added", owner + " " + id);
    interests.forget();
    return new Adding.Added(endpoints.find(id).orElseThrow(), secret);
  }

  /// Changes an address; its secret stays. Empty when the owner has no such address.
  @Transactional
  public Optional<Adding> edit(Owner owner, UUID id, EndpointDraft draft, PersonId by) {
    return locked(owner, id)
        .map(_ -> {
          var flaw = flaw(draft);
          if (flaw.isPresent()) {
            return new Adding.Unfit(flaw.get());
          }
          endpoints.update(id, draft);
          audit.note(by, "webhook.changed", owner + " " + id);
          interests.forget();
          return new Adding.Saved(endpoints.find(id).orElseThrow());
        });
  }

  /// An owner's addresses, the oldest first.
  public List<Endpoint> of(Owner owner) {
    return endpoints.of(owner);
  }

  public Optional<Endpoint> find(Owner owner, UUID id) {
    return endpoints.find(id).filter(endpoint -> endpoint.owner().equals(owner));
  }

  /// A new secret, shown this once; the old one signs along for a day.
  @Transactional
  public Optional<String> rotate(Owner owner, UUID id, PersonId by) {
    return locked(owner, id)
        .map(_ -> {
          audit.note(by, "webhook.secret-rotated", owner + " " + id);
          return secrets.fresh(ids.next(), id, clock.instant());
        });
  }

  /// Nothing is sent there any more; what happens meanwhile is kept among what it missed.
  @Transactional
  public boolean switchOff(Owner owner, UUID id, PersonId by) {
    var done =
        locked(owner, id).isPresent() && endpoints.off(id, Endpoint.Why.ASKED, clock.instant());
    if (done) {
      deliveries.allMissed(id, clock.instant());
      audit.note(by, "webhook.switched-off", owner + " " + id);
    }
    return done;
  }

  @Transactional
  public boolean switchOn(Owner owner, UUID id, PersonId by) {
    var done = locked(owner, id).isPresent() && endpoints.on(id);
    if (done) {
      audit.note(by, "webhook.switched-on", owner + " " + id);
    }
    return done;
  }

  /// Removes an address with its secret and its deliveries.
  @Transactional
  public boolean remove(Owner owner, UUID id, PersonId by) {
    var found = locked(owner, id).isPresent();
    if (found) {
      endpoints.remove(id);
      audit.note(by, "webhook.removed", owner + " " + id);
      interests.forget();
    }
    return found;
  }

  /// Sends something to see whether it arrives; false when the address is switched off.
  @Transactional
  public boolean test(Owner owner, UUID id) {
    var found = locked(owner, id).filter(Endpoint::isOn);
    found.ifPresent(telling::test);
    return found.isPresent();
  }

  /// What was sent to an address, the newest first; all states or one.
  public Slice<Delivery> deliveries(
      Owner owner, UUID id, Delivery.@Nullable State state, int page) {
    var size = Slice.DEFAULT_SIZE;
    return find(owner, id)
        .map(_ -> Slice.cut(deliveries.list(id, state, size + 1, page * size), page, size))
        .orElseGet(() -> new Slice<>(List.of(), page, false));
  }

  public Optional<Delivery> delivery(Owner owner, UUID id, UUID delivery) {
    return find(owner, id).flatMap(_ -> deliveries.find(id, delivery));
  }

  /// The last tries of a delivery, the newest first.
  public List<Attempt> tries(Delivery delivery) {
    return attempts.of(delivery.id());
  }

  /// Sends one again, under its own id; false when it waits anyway or the address is switched off.
  @Transactional
  public boolean replay(Owner owner, UUID id, UUID delivery) {
    return locked(owner, id).filter(Endpoint::isOn).isPresent()
        && deliveries.replay(id, delivery, clock.instant());
  }

  /// Sends everything again that failed or was missed since a moment, up to [#MOST_REPLAYED];
  /// returns how many.
  @Transactional
  public int replaySince(Owner owner, UUID id, Instant since) {
    return locked(owner, id).filter(Endpoint::isOn).isPresent()
        ? deliveries.replaySince(id, since, MOST_REPLAYED, clock.instant())
        : 0;
  }

  /// Tells a fact about a shop to its addresses and the platform's, in the caller's transaction if
  /// there is one. The same id is told once.
  @Transactional
  public void tell(UUID fact, EventKind kind, MerchantId shop, Map<String, ?> data) {
    telling.note(
        fact, kind, List.of(shop), new Content(null, List.of(), Map.copyOf(data)), clock.instant());
  }

  /// Sends a message to an owner's addresses, in the caller's transaction if there is one: when
  /// that is undone, so is the message. The same key of the same owner is sent once.
  @Transactional
  public void send(WebhookMessage message) {
    var name = message.owner() + " " + message.key();
    telling.note(
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        message.kind(),
        message.owner(),
        message.endpoint(),
        Map.copyOf(message.data()),
        clock.instant());
  }

  /// Writes and sends what is due, and waits for no address.
  void sendDue() {
    telling.tellAll();
    lanes.start();
  }

  void forgetOld() {
    var before = clock.instant().minus(KEPT);
    secrets.forgetEnded(clock.instant());
    untold.forget(before);
    while (deliveries.forget(before, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
      Thread.onSpinWait();
    }
  }

  private Optional<Endpoint> locked(Owner owner, UUID id) {
    return find(owner, id).flatMap(_ -> endpoints.lock(id));
  }

  private Optional<Adding.Flaw> flaw(EndpointDraft draft) {
    if (draft.note().length() > EndpointDraft.LONGEST_NOTE
        || draft.kinds().isEmpty()
        || !EventKind.choices().containsAll(draft.kinds())) {
      return Optional.of(Adding.Flaw.NOTHING_CHOSEN);
    }
    return targets.flaw(draft.url());
  }
}
