package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Fact: lines of a paid order could not be delivered, because the shelf had emptied before the
/// payment came; `sales` are those lines and their money is on its way back.
public record OrderShort(
    UUID id, OrderId order, @Nullable PersonId person, Money total, List<Sale> sales, Instant at) {}
