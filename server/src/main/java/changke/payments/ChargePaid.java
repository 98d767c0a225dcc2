package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.util.UUID;

/// Fact: a charge is paid, told once per charge.
public record ChargePaid(
    UUID id,
    ChargeId charge,
    ChannelId channel,
    String purpose,
    UUID subject,
    Money amount,
    Instant at) {}
