package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.time.Instant;
import java.util.UUID;

/// Fact: a merchant put cards on the shelf.
public record StockAdded(UUID id, MerchantId merchant, OfferId offer, int cards, Instant at) {}
