package changke.identity;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A token with which a person's program acts for a merchant. A method of a controller gets the
/// present one by asking for it. `hint` is the beginning of its text, enough to recognise it.
public record ApiToken(
    UUID id,
    PersonId person,
    MerchantId merchant,
    String name,
    String hint,
    Set<Scope> scopes,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant usedAt,
    @Nullable Instant revokedAt) {

  public boolean works(Instant now) {
    return revokedAt == null && now.isBefore(expiresAt);
  }
}
