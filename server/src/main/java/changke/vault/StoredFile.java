package changke.vault;

import changke.shared.MerchantId;
import changke.shared.OfferId;
import java.time.Instant;
import java.util.UUID;

/// A file as it lies in the vault, without its content.
public record StoredFile(
    UUID id,
    MerchantId merchant,
    OfferId offer,
    int version,
    String name,
    long bytes,
    Instant keptAt) {}
