package changke.payments;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A notification as operators see it: verified ones with their trade and what came of it, the
/// others with the reason and where they came from. `fields` is JSON.
public record NotificationRecord(
    ChannelId channel,
    @Nullable String tradeNo,
    @Nullable ChargeId charge,
    String kind,
    String outcome,
    String address,
    String fields,
    Instant receivedAt) {}
