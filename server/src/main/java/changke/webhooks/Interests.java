package changke.webhooks;

import changke.shared.MerchantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether anybody wants to be told, from memory, so that an order of which nobody wants to hear
/// writes nothing here. Other processes learn of a new address within five seconds; who exactly is
/// told is decided from the table.
@Component
class Interests {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Endpoints endpoints;
  private final Clock clock;
  private volatile @Nullable Known known;

  private record Known(Set<String> platform, Map<UUID, Set<String>> shops, Instant until) {}

  Interests(Endpoints endpoints, Clock clock) {
    this.endpoints = endpoints;
    this.clock = clock;
  }

  boolean any(EventKind kind, Collection<MerchantId> merchants) {
    var now = current();
    return now.platform.contains(kind.code())
        || merchants.stream()
            .anyMatch(shop -> now.shops.getOrDefault(shop.value(), Set.of()).contains(kind.code()));
  }

  void forget() {
    known = null;
  }

  private Known current() {
    var before = known;
    if (before != null && before.until.isAfter(clock.instant())) {
      return before;
    }
    var shops = new HashMap<UUID, Set<String>>();
    var platform = Set.<String>of();
    for (var interest : endpoints.interests()) {
      if (interest.merchant() == null) {
        platform = interest.kinds();
      } else {
        shops.put(interest.merchant(), interest.kinds());
      }
    }
    var fresh = new Known(platform, shops, clock.instant().plus(FRESH));
    known = fresh;
    return fresh;
  }
}
