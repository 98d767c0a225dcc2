package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is to be paid: `purpose` and `subject` come back in [ChargePaid]; `returnPath` is where the
/// buyer's browser goes afterwards, a path of ours.
public record ChargeRequest(
    ChannelId channel,
    String purpose,
    UUID subject,
    @Nullable PersonId payer,
    String title,
    Money amount,
    String returnPath,
    Instant payUntil) {}
