package changke.trials;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was told of an order; what was not told yet is null or zero.
record Purchase(
    UUID id,
    UUID person,
    String currency,
    @Nullable Instant paidAt,
    long paidMinor,
    long returnedMinor) {

  long netMinor() {
    return paidMinor - returnedMinor;
  }
}
