package changke.rewards;

import changke.engine.genuine.Evidence;
import changke.engine.genuine.Genuine;
import changke.engine.genuine.Identity;
import changke.engine.genuine.Order;
import changke.engine.genuine.Suspicion;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What speaks against a promoter's purchases, by the engine's rules for orders: the promoter takes
/// the shop's place and their own devices, addresses and payment accounts those of its staff, so
/// that somebody who refers themselves looks like staff buying in their own shop, and a ring of
/// accounts like a ring.
final class ReferralSuspicions {

  private static final long PROMOTER = 0;

  private ReferralSuspicions() {}

  /// The evidence against one buyer, in words for people; empty when nothing weighs enough for
  /// somebody to look.
  static List<String> against(
      PersonId promoter, PersonId buyer, Map<PersonId, List<Identity>> traces, Instant at) {
    var numbers = new HashMap<PersonId, Long>();
    var orders = new ArrayList<Order>();
    var own = new ArrayList<Long>();
    traces.forEach((person, identities) -> {
      if (person.equals(promoter)) {
        return;
      }
      long number = numbers.computeIfAbsent(person, p -> numbers.size() + 1L);
      for (var identity : identities) {
        long id = orders.size() + 1L;
        orders.add(new Order(id, number, PROMOTER, identity, at, null));
        if (person.equals(buyer)) {
          own.add(id);
        }
      }
    });
    var staff = Map.of(PROMOTER, traces.getOrDefault(promoter, List.of()));
    return Genuine.orders(orders, staff).stream()
        .filter(suspicion -> own.contains(suspicion.id()))
        .flatMap(ReferralSuspicions::weighty)
        .distinct()
        .toList();
  }

  /// Bursts and loops are left out: here every fingerprint stands for an order of its own.
  private static java.util.stream.Stream<String> weighty(Suspicion suspicion) {
    return suspicion.evidence().stream()
        .filter(evidence -> evidence.weight() >= Genuine.DOUBTFUL)
        .flatMap(evidence ->
            switch (evidence) {
              case Evidence.OwnStaff same ->
                  java.util.stream.Stream.of("SELF " + same.kind() + " " + shortened(same.value()));
              case Evidence.Ring ring ->
                  ring.links().stream()
                      .map(link ->
                          "RING "
                              + link.kind()
                              + " "
                              + link.buyers()
                              + " "
                              + shortened(link.value()));
              case Evidence.Burst burst -> java.util.stream.Stream.empty();
              case Evidence.RefundLoop loop -> java.util.stream.Stream.empty();
              case Evidence.CopiedText text -> java.util.stream.Stream.empty();
            });
  }

  private static String shortened(String print) {
    return print.substring(0, Math.min(8, print.length()));
  }
}
