package changke.merchants;

import changke.shared.MerchantId;
import changke.shared.Words;
import java.time.Instant;

/// A merchant as buyers see it. `slug` is the shop's address; `version` guards edits; a closed shop
/// keeps its orders and shows no offers.
public record Shop(
    MerchantId id,
    String slug,
    Words name,
    Words words,
    String contact,
    Instant openedAt,
    boolean closed,
    int version) {}
