package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// An act that waits for a second operator; `asker` is the name of who asked.
public record Approval(
    UUID id,
    String what,
    String about,
    Right right,
    PersonId askedBy,
    String asker,
    Instant askedAt,
    Instant expiresAt) {}
