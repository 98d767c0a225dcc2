package changke.catalog;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.time.Instant;
import java.util.UUID;

/// Fact: a merchant shows an offer to buyers.
public record OfferListed(UUID id, MerchantId merchant, OfferId offer, Instant at) {}
