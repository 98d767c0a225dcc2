package changke.orders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of an order's timeline; `kind` is a word such as `paid`, `position` the order line that
/// it is about. `note` says why, `party` who it was, where somebody did it: `operator` and an id.
public record OrderStep(
    Instant at,
    String kind,
    @Nullable Integer position,
    @Nullable String note,
    @Nullable String party) {

  OrderStep(Instant at, String kind, @Nullable Integer position) {
    this(at, kind, position, null, null);
  }
}
