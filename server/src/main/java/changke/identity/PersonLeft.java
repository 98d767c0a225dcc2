package changke.identity;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Fact: somebody left for good. Listened to in the transaction of leaving: whoever keeps something
/// personal takes it out there, and either all of it is gone or none.
public record PersonLeft(UUID id, PersonId person, Instant at) {

  /// Stands where the address stood.
  public String pseudonym() {
    return "gone-" + person + "@nobody.invalid";
  }
}
