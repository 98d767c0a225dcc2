package changke.activity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// That one identity belongs to another, by a proof; undone links stay to be looked at.
public record Link(
    UUID id, UUID from, UUID to, Proof proof, Instant linkedAt, Optional<Instant> undoneAt) {}
