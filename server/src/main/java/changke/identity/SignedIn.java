package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Fact: somebody signed in, by whatever way; joining is one.
public record SignedIn(UUID id, PersonId person, Instant at) {}
