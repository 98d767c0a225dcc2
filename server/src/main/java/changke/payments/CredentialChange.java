package changke.payments;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One version of a channel's secrets, without them: who asked from where, from when it counts, and
/// whether somebody stopped it before that.
public record CredentialChange(
    UUID id,
    String askedBy,
    String askedFrom,
    Instant askedAt,
    Instant activeFrom,
    @Nullable Instant stoppedAt,
    @Nullable String stoppedBy) {}
