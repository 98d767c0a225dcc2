package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Fact: somebody signed up.
public record PersonJoined(UUID id, PersonId person, Instant at) {}
