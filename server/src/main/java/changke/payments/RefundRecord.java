package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A refund as operators see it. `surplus` is set when it gives a second payment back.
public record RefundRecord(
    UUID id,
    String request,
    ChargeId charge,
    ChannelId channel,
    String reference,
    Money amount,
    String reason,
    String state,
    int tries,
    @Nullable String lastAnswer,
    @Nullable UUID surplus,
    Instant askedAt,
    @Nullable Instant doneAt) {}
