package changke.merchants;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.time.Instant;

/// Somebody was asked by mail to work for a merchant, and has not answered yet.
public record Invited(
    MerchantId merchant, String email, Clerk.Role role, PersonId by, Instant until) {}
