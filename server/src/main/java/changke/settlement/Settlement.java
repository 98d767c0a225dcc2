package changke.settlement;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;

/// Earnings that were moved to the balance of an owner, and how many days they had to wait.
public record Settlement(
    UUID id, MerchantId merchant, Money amount, PersonId to, int days, Instant at) {}
