package changke.activity;

import changke.platform.Keys;
import changke.shared.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/// Behaviour from outside. What [#take] answers with [Receipt.Taken] is durable; everything else
/// left no trace and may be sent again.
@Component
public class Intake {

  /// So many rejected items of one delivery are written down.
  static final int MOST_LOGGED = 100;

  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int RETRY_AFTER_SECONDS = 2;
  private static final int PATIENCE_SECONDS = 20;

  private final Keyring keyring;
  private final IntakeWriters writers;
  private final Sources sources;
  private final ApplicationAvailability availability;
  private final byte[] pseudonymKey;
  private final Ids ids;
  private final Clock clock;
  private final Counter rejected;
  private final Counter refused;

  Intake(
      Keyring keyring,
      IntakeWriters writers,
      Sources sources,
      ApplicationAvailability availability,
      Keys keys,
      Ids ids,
      Clock clock,
      MeterRegistry measures) {
    this.keyring = keyring;
    this.writers = writers;
    this.sources = sources;
    this.availability = availability;
    this.pseudonymKey = keys.derive("pseudonyms of other programs' people");
    this.ids = ids;
    this.clock = clock;
    rejected = measures.counter("changke.intake.rejected");
    refused = measures.counter("changke.intake.refused");
  }

  /// Whether it is time to take anything: false while the house is starting or stopping.
  public boolean isOpen() {
    return availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
  }

  /// Reads a delivery, checks its key, and answers when it is durable.
  public Receipt take(Delivery delivery) {
    try {
      var parcel = ParcelReader.read(delivery.body(), delivery.type() != null);
      var source = source(delivery, parcel);
      if (source.isEmpty()) {
        return new Receipt.WrongKey();
      }
      if (delivery.unfollowed() && source.get().kind().isPublic()) {
        return new Receipt.Taken(0);
      }
      return write(bundle(source.get(), delivery, parcel));
    } catch (Parcel.Unreadable e) {
      return new Receipt.Unreadable();
    } catch (DataAccessException | TransactionException e) {
      log.warn("intake cannot look keys up: {}", e.getMessage());
      return new Receipt.Down();
    }
  }

  /// The source of a public key, for programs that ask for their settings.
  public Optional<Source> publicSource(String key) {
    return keyring.find(key).filter(source -> source.kind().isPublic());
  }

  /// The source of a key, whatever it may do; throws when the database has to be asked and does not
  /// answer.
  public Optional<Source> source(String key) {
    return keyring.find(key);
  }

  /// Keys may come in several places at once, and then they are one and the same.
  private Optional<Source> source(Delivery delivery, Parcel parcel) {
    var given = new HashSet<>(delivery.keys());
    if (parcel.writeKey() != null) {
      given.add(parcel.writeKey());
    }
    return given.size() == 1 ? keyring.find(given.iterator().next()) : Optional.empty();
  }

  private Bundle bundle(Source source, Delivery delivery, Parcel parcel) {
    var secret = source.kind() == Source.Kind.BROWSER ? sources.signingSecret(source.id()) : "";
    var now = clock.instant();
    var rules =
        new ItemRules(
            source, delivery, parcel, now, ItemRules.pseudonyms(pseudonymKey), secret, ids);
    var entries = new ArrayList<Entry>(parcel.items().size());
    var rejections = new ArrayList<Rejection>();
    int refusedItems = 0;
    for (var item : parcel.items()) {
      var problem = rules.problem(item);
      if (problem == null) {
        entries.add(rules.entry(item));
      } else if (refusedItems++ < MOST_LOGGED) {
        var message = Optional.ofNullable(item.messageId()).map(id -> JsonNames.clean(id, 100));
        rejections.add(new Rejection(problem, message, item.sample(), now));
      }
    }
    rejected.increment(refusedItems);
    return new Bundle(source, entries, rejections, new CompletableFuture<>());
  }

  static Rejection unstorable(Entry entry) {
    return new Rejection(
        Rejection.Reason.UNSTORABLE,
        Optional.of(entry.fact().toString()),
        JsonNames.clean(entry.body(), 300),
        entry.happenedAt());
  }

  private Receipt write(Bundle bundle) {
    if (bundle.entries().isEmpty() && bundle.rejections().isEmpty()) {
      return new Receipt.Taken(0);
    }
    if (!writers.offer(bundle)) {
      refused.increment();
      return new Receipt.Busy(RETRY_AFTER_SECONDS);
    }
    try {
      bundle.done().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      return new Receipt.Taken(bundle.entries().size());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Receipt.Down();
    } catch (ExecutionException | TimeoutException e) {
      return new Receipt.Down();
    }
  }
}
