package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One dangerous act: `name` and `email` are the person's of today; all three are null when the
/// house itself acted.
public record AuditEntry(
    UUID id,
    Instant at,
    @Nullable PersonId person,
    @Nullable String name,
    @Nullable String email,
    String what,
    String about,
    String address) {

  @Override
  public String toString() {
    return "AuditEntry[" + id + " " + what + "]";
  }
}
