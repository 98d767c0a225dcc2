package changke.audience;

import changke.activity.Erasure;
import changke.activity.Event;
import changke.activity.Happening;
import changke.engine.days.LocalDays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What entries of the journal mean for the projection.
///
/// Orders and merchants' acts count only when the house itself noted them; whatever came from a
/// browser or another program is an act of the identity that it came with, and no more.
final class Reading {

  private static final int MOST_TRAITS = 20;
  private static final int LONGEST_TRAIT = 300;

  private final LocalDays calendar;
  private final Delta delta = new Delta();

  private Reading(LocalDays calendar) {
    this.calendar = calendar;
  }

  static Delta of(List<Event> events, LocalDays calendar) {
    var reading = new Reading(calendar);
    events.forEach(event -> reading.read(event.happening()));
    return reading.delta;
  }

  private void read(Happening fact) {
    var kind = fact.kind();
    var own = !fact.body().containsKey("trust");
    if (own && (kind.equals(Kinds.MERGED) || kind.equals(Kinds.UNDONE))) {
      join(fact);
      return;
    }
    if (own && kind.equals(Erasure.KIND)) {
      erase(fact);
      return;
    }
    if (!Kinds.isAct(kind)) {
      return;
    }
    var house = own && fact.source().isEmpty();
    if (house && Kinds.OF_MERCHANTS.contains(kind)) {
      id(properties(fact).get("merchant_id"))
          .ifPresent(merchant -> act(merchant, Unit.MERCHANT, false, kind, fact));
      return;
    }
    var person = fact.person().map(id -> id.value());
    var identity = person.or(fact::visitor);
    identity.ifPresent(id -> {
      act(id, Unit.BUYER, person.isPresent() && fact.source().isEmpty(), kind, fact);
      if (kind.equals(Kinds.IDENTIFIED)) {
        traits(id, fact);
      }
    });
    if (house && (kind.equals(Kinds.PAID) || kind.equals(Kinds.REFUNDED))) {
      order(fact, person.orElse(null));
    }
  }

  private void act(UUID identity, Unit unit, boolean house, String kind, Happening fact) {
    delta.sight(identity, unit, house);
    delta.act(identity, unit, kind, Acts.once(fact.happenedAt(), day(fact)));
  }

  private int day(Happening fact) {
    return Math.max(0, Calendars.dayOf(calendar, fact.happenedAt()));
  }

  private void order(Happening fact, @Nullable UUID person) {
    var told = properties(fact);
    var purchase = id(told.get("order_id"));
    if (purchase.isEmpty()
        || !(told.get("total_minor") instanceof Number total)
        || !(told.get("currency") instanceof String currency)) {
      return;
    }
    if (person != null) {
      delta.deal(person, purchase.get(), deal(fact, currency, total.longValue()));
    }
    parts(told)
        .forEach((merchant, minor) -> {
          delta.sight(merchant, Unit.MERCHANT, false);
          delta.deal(merchant, purchase.get(), deal(fact, currency, minor));
          if (fact.kind().equals(Kinds.PAID)) {
            act(merchant, Unit.MERCHANT, false, Kinds.SALE, fact);
          }
        });
  }

  private DealRows.Deal deal(Happening fact, String currency, long minor) {
    return fact.kind().equals(Kinds.PAID)
        ? new DealRows.Deal(currency, day(fact), minor, 0)
        : new DealRows.Deal(currency, null, 0, minor);
  }

  /// What of an order fell to each merchant.
  private static Map<UUID, Long> parts(Map<?, ?> told) {
    var parts = new TreeMap<UUID, Long>();
    if (told.get("products") instanceof List<?> products) {
      for (var product : products) {
        if (product instanceof Map<?, ?> line && line.get("amount_minor") instanceof Number minor) {
          id(line.get("merchant_id"))
              .ifPresent(merchant -> parts.merge(merchant, minor.longValue(), Long::sum));
        }
      }
    }
    return parts;
  }

  private void join(Happening fact) {
    var told = properties(fact);
    var from = id(told.get("from"));
    var to = id(told.get("to"));
    var link = id(told.get("link"));
    if (from.isPresent() && to.isPresent() && link.isPresent()) {
      delta.sight(from.get(), Unit.BUYER, false);
      delta.sight(to.get(), Unit.BUYER, false);
      delta.joins.add(
          new Delta.Join(link.get(), from.get(), to.get(), fact.kind().equals(Kinds.UNDONE)));
    }
  }

  private void erase(Happening fact) {
    if (properties(fact).get("identities") instanceof List<?> identities) {
      identities.forEach(identity -> id(identity).ifPresent(delta.erased::add));
    }
  }

  private void traits(UUID identity, Happening fact) {
    if (fact.body().get("traits") instanceof Map<?, ?> traits) {
      traits.entrySet().stream()
          .filter(entry -> isPlain(entry.getKey()) && isPlain(entry.getValue()))
          .limit(MOST_TRAITS)
          .forEach(entry ->
              delta.trait(
                  identity,
                  String.valueOf(entry.getKey()),
                  new TraitRows.Said(String.valueOf(entry.getValue()), fact.happenedAt())));
    }
  }

  private static boolean isPlain(@Nullable Object value) {
    return (value instanceof String || value instanceof Number || value instanceof Boolean)
        && !value.toString().isBlank()
        && value.toString().length() <= LONGEST_TRAIT
        && value.toString().indexOf('\0') < 0;
  }

  private static Map<?, ?> properties(Happening fact) {
    return fact.body().get("properties") instanceof Map<?, ?> told ? told : Map.of();
  }

  private static Optional<UUID> id(@Nullable Object value) {
    try {
      return value instanceof String text ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
