package changke.activity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// A key of a source, as it may be looked at: in full only when it is public.
public record WriteKey(
    UUID id, Optional<String> shown, String hint, Instant madeAt, Optional<Instant> retiresAt) {

  public boolean isRetired(Instant now) {
    return retiresAt.map(at -> !at.isAfter(now)).orElse(false);
  }
}
