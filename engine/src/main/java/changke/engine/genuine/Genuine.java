package changke.engine.genuine;

import changke.engine.likeness.Background;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts the rules together: what speaks against each order and each review, the most suspicious
/// first.
public final class Genuine {

  /// From this score on an order is left out of training and counting until somebody has looked.
  public static final double DOUBTFUL = .5;

  private static final int LOOP_ORDERS = 4;
  private static final double LOOP_SHARE = .6;

  private Genuine() {}

  /// Orders with something against them; an order that nothing speaks against is not in the list.
  ///
  /// @param staff by shop: the identities of its owner and staff
  public static List<Suspicion> orders(List<Order> orders, Map<Long, List<Identity>> staff) {
    unique(orders.stream().map(Order::id).toList());
    var found = new HashMap<Long, List<Evidence>>();
    collect(found, new Rings(orders).byOrder(orders));
    collect(found, Bursts.byOrder(orders));
    collect(found, loops(orders));
    collect(found, ownStaff(orders, staff));
    return sorted(found);
  }

  /// Reviews with something against them: copied words, or an order that is doubtful itself.
  ///
  /// @param background phrases that reviews of this category share anyway, or null
  public static List<Suspicion> reviews(
      List<Review> reviews, List<Suspicion> orders, @Nullable Background background) {
    unique(reviews.stream().map(Review::id).toList());
    var found = new HashMap<Long, List<Evidence>>();
    collect(found, Copies.byReview(reviews, background));
    Map<Long, List<Evidence>> byOrder = new HashMap<>();
    for (var suspicion : orders) byOrder.put(suspicion.id(), suspicion.evidence());
    for (var review : reviews) {
      for (var evidence : byOrder.getOrDefault(review.order(), List.of())) {
        found.computeIfAbsent(review.id(), id -> new ArrayList<>()).add(evidence);
      }
    }
    return sorted(found);
  }

  /// The orders that may be learnt from.
  public static List<Order> trusted(List<Order> orders, List<Suspicion> suspicions) {
    Set<Long> doubtful = new HashSet<>();
    for (var suspicion : suspicions)
      if (suspicion.score() >= DOUBTFUL) doubtful.add(suspicion.id());
    return orders.stream().filter(order -> !doubtful.contains(order.id())).toList();
  }

  private static Map<Long, Evidence> loops(List<Order> orders) {
    record Pair(long buyer, long shop) {}
    Map<Pair, List<Order>> pairs = new HashMap<>();
    for (var order : orders) {
      pairs
          .computeIfAbsent(new Pair(order.buyer(), order.shop()), pair -> new ArrayList<>())
          .add(order);
    }
    Map<Long, Evidence> found = new HashMap<>();
    for (var own : pairs.values()) {
      int refunded = (int) own.stream().filter(order -> order.refundedAt() != null).count();
      if (own.size() < LOOP_ORDERS || refunded < LOOP_SHARE * own.size()) continue;
      for (var order : own) found.put(order.id(), new Evidence.RefundLoop(own.size(), refunded));
    }
    return found;
  }

  private static Map<Long, Evidence> ownStaff(List<Order> orders, Map<Long, List<Identity>> staff) {
    Map<Long, Evidence> found = new HashMap<>();
    for (var order : orders) {
      for (var member : staff.getOrDefault(order.shop(), List.of())) {
        for (var kind : Identity.Kind.values()) {
          var value = member.of(kind);
          if (value.isEmpty() || !value.equals(order.identity().of(kind))) continue;
          found.putIfAbsent(order.id(), new Evidence.OwnStaff(kind, value));
        }
      }
    }
    return found;
  }

  private static void collect(Map<Long, List<Evidence>> all, Map<Long, Evidence> found) {
    found.forEach(
        (id, evidence) -> all.computeIfAbsent(id, key -> new ArrayList<>()).add(evidence));
  }

  private static List<Suspicion> sorted(Map<Long, List<Evidence>> found) {
    return found.entrySet().stream()
        .map(entry -> Suspicion.of(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingDouble(Suspicion::score)
                .reversed()
                .thenComparingLong(Suspicion::id))
        .toList();
  }

  private static void unique(List<Long> ids) {
    if (new HashSet<>(ids).size() < ids.size())
      throw new IllegalArgumentException("an id stands twice");
  }
}
