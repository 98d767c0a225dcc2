package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.util.UUID;

/// Fact: money went back to where it came from. `request` is the one of [RefundRequest].
public record RefundDone(
    UUID id,
    String request,
    ChargeId charge,
    String purpose,
    UUID subject,
    Money amount,
    Instant at) {}
