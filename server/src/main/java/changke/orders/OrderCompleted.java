package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fact: the buyer confirmed, or the time for complaints ran out.
public record OrderCompleted(
    UUID id, OrderId order, @Nullable PersonId person, Money total, List<Sale> sales, Instant at) {}
