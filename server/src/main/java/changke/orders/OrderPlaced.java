package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fact: an order was placed and its cards are held.
public record OrderPlaced(
    UUID id, OrderId order, @Nullable PersonId person, Money total, List<Sale> sales, Instant at) {}
