package changke.trials;

import changke.activity.Erasure;
import changke.activity.Event;
import changke.activity.Happening;
import changke.activity.Journal;
import changke.catalog.Catalog;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the journal for what trials are measured by: who was shown what, orders and what was given
/// back, and the acts that some measure asks for. Everything is kept under the identity that it
/// came with; who belongs together is asked when it is counted.
///
/// Who was shown what is what was told, by this house's own pages or by a program: its cache may be
/// a month old, so nothing is worked out anew here. Only a variant that there is counts.
@Component
class Following {

  private static final String CONSUMER = "trials";
  private static final int ENTRIES = 2_000;
  private static final int MOST_TURNS = 500;
  private static final Set<String> COMING =
      Set.of("Page Viewed", "Signed In", "Order Placed", "Order Paid");

  private final Journal journal;
  private final TrialRows trials;
  private final StepRows steps;
  private final ExposureRows exposures;
  private final PurchaseRows purchases;
  private final DeedRows deeds;
  private final Catalog catalog;

  Following(
      Journal journal,
      TrialRows trials,
      StepRows steps,
      ExposureRows exposures,
      PurchaseRows purchases,
      DeedRows deeds,
      Catalog catalog) {
    this.journal = journal;
    this.trials = trials;
    this.steps = steps;
    this.exposures = exposures;
    this.purchases = purchases;
    this.deeds = deeds;
    this.catalog = catalog;
  }

  /// Runs as a job: reads up to the end.
  void follow() {
    int turns = 0;
    int read = ENTRIES;
    while (read == ENTRIES && turns++ < MOST_TURNS) {
      read = journal.read(CONSUMER, ENTRIES, this::take);
    }
  }

  private void take(List<Event> events) {
    var batch = new Batch(trials.all());
    events.forEach(event -> batch.read(event.happening()));
    exposures.add(batch.seen);
    purchases.add(batch.orders.values());
    deeds.add(batch.done.values());
    if (!batch.erased.isEmpty()) {
      exposures.remove(batch.erased);
      purchases.remove(batch.erased);
      deeds.remove(batch.erased);
    }
  }

  private record Moment(UUID person, String kind, Instant at) {}

  private final class Batch {
    final List<Seen> seen = new ArrayList<>();
    final Map<UUID, Purchase> orders = new HashMap<>();
    final Map<Moment, Deed> done = new HashMap<>();
    final Set<UUID> erased = new HashSet<>();
    private final Map<String, Trial> byKey = new HashMap<>();
    private final Map<UUID, NavigableMap<Instant, Integer>> stepsOf = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private boolean comings;

    Batch(List<Trial> all) {
      for (var trial : all) {
        byKey.put(trial.key(), trial);
        if (trial.state() != Trial.State.ENDED) {
          asked.addAll(trial.definition().acts());
          comings |=
              trial.definition().measures().stream()
                  .anyMatch(measure -> measure.figure() == Figure.RETURNED);
        }
      }
    }

    void read(Happening fact) {
      var own = !fact.body().containsKey("trust") && fact.source().isEmpty();
      if (own && fact.kind().equals(Erasure.KIND)) {
        erase(fact);
        return;
      }
      var person = fact.person().map(id -> id.value()).or(fact::visitor);
      if (person.isEmpty()) {
        return;
      }
      if (fact.kind().equals(Shown.KIND)) {
        viewed(fact, person.get(), own);
      } else if (own && fact.kind().equals("Order Paid")) {
        order(fact, person.get(), true);
      } else if (own && fact.kind().equals("Order Refunded")) {
        order(fact, person.get(), false);
      }
      if (asked.contains(fact.kind())) {
        deed(person.get(), fact.kind(), fact.happenedAt().truncatedTo(ChronoUnit.SECONDS));
      }
      if (comings && COMING.contains(fact.kind())) {
        deed(person.get(), Deed.CAME, fact.happenedAt().truncatedTo(ChronoUnit.HOURS));
      }
    }

    private void deed(UUID person, String kind, Instant at) {
      done.merge(
          new Moment(person, kind, at),
          new Deed(person, kind, at, 1),
          (a, b) -> new Deed(person, kind, at, a.times() + b.times()));
    }

    private void viewed(Happening fact, UUID person, boolean own) {
      var told = properties(fact);
      var trial = byKey.get(text(told, "experiment_id", "experiment_name"));
      var variant = text(told, "variation_id", "variation_name");
      if (trial == null
          || trial.startedAt() == null
          || trial.state() == Trial.State.ENDED
          || !trial.definition().has(variant)
          || (own && !Integer.valueOf(trial.dealt()).equals(told.get("dealt")))) {
        return;
      }
      var at = fact.happenedAt();
      var step =
          stepsOf.computeIfAbsent(trial.id(), id -> steps.of(id, trial.dealt())).floorEntry(at);
      seen.add(
          new Seen(
              trial.id(),
              trial.dealt(),
              person,
              variant,
              step == null ? trial.step() : step.getValue(),
              at,
              !own));
    }

    private void order(Happening fact, UUID person, boolean paid) {
      var told = properties(fact);
      var id = id(told.get("order_id"));
      if (id.isEmpty()
          || !(told.get("total_minor") instanceof Number total)
          || !catalog.currency().getCurrencyCode().equals(told.get("currency"))) {
        return;
      }
      var one =
          new Purchase(
              id.get(),
              person,
              catalog.currency().getCurrencyCode(),
              paid ? fact.happenedAt() : null,
              paid ? total.longValue() : 0,
              paid ? 0 : total.longValue());
      orders.merge(
          one.id(),
          one,
          (a, b) ->
              new Purchase(
                  a.id(),
                  a.person(),
                  a.currency(),
                  a.paidAt() == null ? b.paidAt() : a.paidAt(),
                  Math.max(a.paidMinor(), b.paidMinor()),
                  a.returnedMinor() + b.returnedMinor()));
    }

    private void erase(Happening fact) {
      if (properties(fact).get("identities") instanceof List<?> identities) {
        identities.forEach(identity -> id(identity).ifPresent(erased::add));
      }
    }
  }

  private static Map<?, ?> properties(Happening fact) {
    return fact.body().get("properties") instanceof Map<?, ?> told ? told : Map.of();
  }

  private static String text(Map<?, ?> told, String first, String second) {
    var value = told.get(first) instanceof String one ? one : told.get(second);
    return value instanceof String text ? text : "";
  }

  private static Optional<UUID> id(@Nullable Object value) {
    try {
      return value instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
