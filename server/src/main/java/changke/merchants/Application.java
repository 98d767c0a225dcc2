package changke.merchants;

import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Someone's wish to sell here; `decision` is null while it is open.
public record Application(
    UUID id,
    PersonId applicant,
    ShopDraft shop,
    Instant appliedAt,
    @Nullable Decision decision,
    String reason) {

  public enum Decision {
    APPROVED,
    REFUSED
  }

  public boolean open() {
    return decision == null;
  }
}
