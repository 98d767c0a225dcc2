package changke.activity;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/// Fact: these identities of one person were taken out of the journal. Listened to in the
/// transaction of erasing: whoever keeps rows about people takes theirs out there.
public record PersonErased(UUID id, Set<UUID> identities, Instant at) {
  public PersonErased {
    identities = Set.copyOf(identities);
  }
}
