package changke.engine.genuine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Accounts that hang together through devices, addresses and payment accounts, however long the
/// chain, and of which several buy in the same shop.
///
/// What more than thirty accounts share is a dormitory, an office or a payment gateway and ties
/// nobody.
final class Rings {

  private static final int HUB = 30;
  private static final int LEAST_BUYERS = 3;

  private record Value(Identity.Kind kind, String text) {}

  private final Map<Value, TreeSet<Long>> users = new LinkedHashMap<>();
  private final Groups groups = new Groups();

  Rings(List<Order> orders) {
    for (var order : orders) {
      for (var kind : Identity.Kind.values()) {
        var text = order.identity().of(kind);
        if (text.isEmpty()) continue;
        users.computeIfAbsent(new Value(kind, text), value -> new TreeSet<>()).add(order.buyer());
      }
    }
    users.values().removeIf(buyers -> buyers.size() < 2 || buyers.size() > HUB);
    for (var buyers : users.values()) {
      long first = buyers.first();
      for (long buyer : buyers) groups.join(first, buyer);
    }
  }

  /// The ring's evidence for each order in it.
  Map<Long, Evidence> byOrder(List<Order> orders) {
    record Place(long shop, long group) {}
    Map<Place, List<Order>> places = new LinkedHashMap<>();
    for (var order : orders) {
      places
          .computeIfAbsent(
              new Place(order.shop(), groups.find(order.buyer())), place -> new ArrayList<>())
          .add(order);
    }
    Map<Long, List<Link>> links = links();
    Map<Long, Evidence> found = new HashMap<>();
    places.forEach((place, own) -> {
      var buyers = new TreeSet<Long>();
      for (var order : own) buyers.add(order.buyer());
      if (buyers.size() < LEAST_BUYERS) return;
      var ring =
          new Evidence.Ring(
              List.copyOf(buyers), evidence(links.getOrDefault(place.group, List.of())));
      for (var order : own) found.put(order.id(), ring);
    });
    return found;
  }

  private record Link(Value value, int buyers) {}

  private Map<Long, List<Link>> links() {
    Map<Long, List<Link>> links = new HashMap<>();
    users.forEach((value, buyers) ->
        links
            .computeIfAbsent(groups.find(buyers.first()), group -> new ArrayList<>())
            .add(new Link(value, buyers.size())));
    return links;
  }

  private static List<Evidence.Link> evidence(List<Link> links) {
    return links.stream()
        .sorted(
            Comparator.comparing((Link link) -> link.value.kind)
                .thenComparingInt(link -> -link.buyers))
        .map(link -> new Evidence.Link(link.value.kind, link.value.text, link.buyers))
        .toList();
  }
}
