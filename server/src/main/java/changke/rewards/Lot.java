package changke.rewards;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Points earned at one time: how many wait (`pending`), are there (`open`) and of those are set
/// aside (`held`).
public record Lot(
    UUID id,
    PersonId person,
    String fact,
    String source,
    int version,
    String kind,
    String subject,
    String funder,
    long points,
    long pending,
    long open,
    long held,
    long clawed,
    String reason,
    Instant earnedAt,
    Instant maturesAt,
    Instant expiresAt) {

  long free() {
    return open - held;
  }

  boolean spendable(Instant now) {
    return free() > 0 && now.isBefore(expiresAt);
  }
}
