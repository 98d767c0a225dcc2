package changke.settlement;

import changke.shared.MerchantId;
import changke.shared.Money;
import java.time.Instant;
import java.util.UUID;

/// Fact: earnings of a merchant were moved to the balance of its owner.
public record EarningsSettled(
    UUID id, UUID settlement, MerchantId merchant, Money amount, Instant at) {}
