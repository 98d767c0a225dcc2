package changke.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One version of a channel's secrets, without them: who asked from where, from when it counts,
/// whether a second operator has to say yes first and did, and whether somebody stopped it.
public record CredentialChange(
    UUID id,
    String askedBy,
    String askedFrom,
    Instant askedAt,
    Instant activeFrom,
    boolean secondNeeded,
    @Nullable Instant secondAt,
    @Nullable Instant stoppedAt,
    @Nullable String stoppedBy) {

  static CredentialChange asked(UUID id, String by, String from, Instant at, Instant activeFrom) {
    return new CredentialChange(id, by, from, at, activeFrom, false, null, null, null);
  }

  /// It counts no earlier than a second operator has said yes.
  CredentialChange needingSecond() {
    return new CredentialChange(
        id, askedBy, askedFrom, askedAt, activeFrom, true, null, null, null);
  }

  /// A second operator has not said yes, and nobody has stopped it.
  public boolean waitsForSecond() {
    return secondNeeded && secondAt == null && stoppedAt == null;
  }

  /// Whether it can still be stopped.
  boolean waits(Instant now) {
    return stoppedAt == null && (activeFrom.isAfter(now) || waitsForSecond());
  }
}
