package changke.rewards;

import changke.shared.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What promotions do to one offer for one visitor, looked up at `at`: what a single piece costs
/// now where they make it cheaper (else null), and the promotions themselves.
public record OfferDeals(Instant at, @Nullable Money now, List<Deal> deals) {

  public OfferDeals {
    deals = List.copyOf(deals);
  }

  /// One promotion in plain words. It ends at `endsAt` for everyone alike, null for no end; `left`
  /// pieces are left, null for no limit; `yours` when the visitor is of its class and has not had
  /// it yet.
  public record Deal(
      Promotion promotion,
      PublishedRule rule,
      @Nullable Instant endsAt,
      @Nullable Long left,
      boolean yours) {}
}
