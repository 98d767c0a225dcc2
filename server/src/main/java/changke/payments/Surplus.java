package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A second trade for a charge that was paid already, and what became of it. `payer` is null for a
/// guest, whose money can only go back.
public record Surplus(
    UUID id,
    ChannelId channel,
    String tradeNo,
    ChargeId charge,
    @Nullable PersonId payer,
    Money amount,
    String state,
    Instant foundAt) {}
