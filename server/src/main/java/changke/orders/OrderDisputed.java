package changke.orders;

import changke.shared.OrderId;
import java.time.Instant;
import java.util.UUID;

/// Fact: the buyer says that something is wrong with a line of an order; the merchant has until
/// `answerBy`.
public record OrderDisputed(
    UUID id, OrderId order, UUID complaint, Sale sale, Instant answerBy, Instant at) {}
