package changke.insights;

import changke.activity.Erasure;
import changke.activity.Event;
import changke.activity.Happening;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an entry of the journal is noted: who, what, when; orders with their lines, refunds, merges,
/// and arrivals from elsewhere. Money is only what the house itself says; pages of the shop are
/// kinds by their first path segment.
final class Notes {

  private static final long EARLIEST = 946_684_800L; // the year 2000
  private static final long LATEST = EARLIEST + 60L * 365 * 86_400;
  private static final int LONGEST_NAME = 60;
  private static final String DIRECT = "direct";

  /// What befalls an order without the buyer doing anything.
  private static final Set<String> PASSIVE =
      Set.of(
          "Order Delivered",
          "Order Completed",
          "Order Expired",
          "Order Cancelled",
          "Order Refunded",
          "Survey Shown",
          "Survey Sent");

  private final Gathered into;
  private final DataOutput tape;
  private final String currency;

  Notes(Gathered into, DataOutput tape, String currency) {
    this.into = into;
    this.tape = tape;
    this.currency = currency;
  }

  void note(Event event) throws IOException {
    var it = event.happening();
    long second = it.happenedAt().getEpochSecond();
    if (second < EARLIEST || second >= LATEST) {
      return;
    }
    switch (it.kind()) {
      case "Identities Merged" -> link(it, true);
      case "Merge Undone" -> link(it, false);
      case Erasure.KIND -> erase(it);
      default -> act(it, (int) second);
    }
  }

  private void link(Happening it, boolean made) throws IOException {
    var properties = properties(it.body());
    var from = uuid(properties.get("from"));
    var to = uuid(properties.get("to"));
    if (it.source().isEmpty() && from != null && to != null) {
      int one = into.number(from, false, tape);
      int other = into.number(to, true, tape);
      if (made) {
        into.merged(one, other, tape);
      } else {
        into.undone(one, other, tape);
      }
    }
  }

  private void erase(Happening it) throws IOException {
    if (it.source().isEmpty()
        && properties(it.body()).get("identities") instanceof List<?> identities) {
      for (var identity : identities) {
        var id = uuid(identity);
        if (id != null) {
          into.forgotten(id, tape);
        }
      }
    }
  }

  private void act(Happening it, int second) throws IOException {
    boolean own = it.source().isEmpty();
    int person = person(it);
    var properties = properties(it.body());
    if (own && it.kind().equals("Order Paid")) {
      paid(properties, person, second);
      return;
    }
    if (own && it.kind().equals("Order Refunded")) {
      var order = uuid(properties.get("order_id"));
      if (order != null && isOurs(properties)) {
        into.refunded(order, minor(properties.get("total_minor")), tape);
      }
    }
    if (person == PaidOrders.NOBODY) {
      return;
    }
    boolean begins = into.beginsVisit(person, second);
    boolean active = !(own && PASSIVE.contains(it.kind()));
    into.act(person, kind(it, properties), own, active, second, tape);
    var channel = channel(it, properties);
    if (channel != null && (begins || !channel.equals(DIRECT))) {
      into.touched(person, second, channel, tape);
    }
  }

  private int person(Happening it) throws IOException {
    if (it.person().isPresent()) {
      return into.number(it.person().get().value(), true, tape);
    }
    return it.visitor().isPresent()
        ? into.number(it.visitor().get(), false, tape)
        : PaidOrders.NOBODY;
  }

  private void paid(Map<?, ?> properties, int person, int second) throws IOException {
    var order = uuid(properties.get("order_id"));
    if (order == null || !isOurs(properties)) {
      return;
    }
    var lines = new ArrayList<PaidOrders.Line>();
    if (properties.get("products") instanceof List<?> products) {
      for (var product : products) {
        if (product instanceof Map<?, ?> line) {
          var offer = uuid(line.get("product_id"));
          var merchant = uuid(line.get("merchant_id"));
          if (offer != null && merchant != null && lines.size() < 1_000) {
            lines.add(new PaidOrders.Line(offer, merchant, minor(line.get("amount_minor"))));
          }
        }
      }
    }
    into.paid(
        order,
        person,
        second,
        minor(properties.get("total_minor")),
        lines.toArray(PaidOrders.Line[]::new),
        tape);
  }

  private boolean isOurs(Map<?, ?> properties) {
    return currency.equals(properties.get("currency"));
  }

  private static String kind(Happening it, Map<?, ?> properties) {
    if (it.kind().equals("Page Viewed") && properties.get("path") instanceof String path) {
      int end = path.indexOf('/', 1);
      return cut("Page " + (end < 0 ? path : path.substring(0, end)));
    }
    return cut(it.kind());
  }

  /// The campaign or the other site that somebody came from; null when it was not told.
  private static @Nullable String channel(Happening it, Map<?, ?> properties) {
    if (it.body().get("context") instanceof Map<?, ?> context
        && context.get("campaign") instanceof Map<?, ?> campaign
        && campaign.get("source") instanceof String source
        && !source.isBlank()) {
      var medium = campaign.get("medium") instanceof String m && !m.isBlank() ? " / " + m : "";
      return cut(source.strip() + medium);
    }
    return properties.get("referrer") instanceof String site && !site.isBlank()
        ? cut(site.strip())
        : it.source().isEmpty() && it.kind().equals("Page Viewed") ? DIRECT : null;
  }

  private static String cut(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
  }

  private static Map<?, ?> properties(Map<String, Object> body) {
    return body.get("properties") instanceof Map<?, ?> properties ? properties : Map.of();
  }

  private static long minor(@Nullable Object value) {
    return switch (value) {
      case BigDecimal number -> number.longValue();
      case Number number -> number.longValue();
      case null, default -> 0;
    };
  }

  private static @Nullable UUID uuid(@Nullable Object value) {
    try {
      return value instanceof String text ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
