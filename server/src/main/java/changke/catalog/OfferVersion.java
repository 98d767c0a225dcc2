package changke.catalog;

import changke.shared.PersonId;
import java.time.Instant;

/// Who saved which version of an offer, and when.
public record OfferVersion(int version, PersonId by, Instant at) {}
