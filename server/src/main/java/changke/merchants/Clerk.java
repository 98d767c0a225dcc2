package changke.merchants;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Instant;

/// A person at work for a merchant.
public record Clerk(MerchantId merchant, PersonId person, Role role, Instant since) {

  public enum Role {
    /// Decides about staff and money; at least one remains.
    OWNER,
    CLERK
  }
}
