package changke.orders;

import changke.shared.MerchantId;
import java.time.Instant;
import java.util.UUID;

/// Fact: a merchant said something to a complaint.
public record ComplaintAnswered(UUID id, MerchantId merchant, UUID complaint, Instant at) {}
