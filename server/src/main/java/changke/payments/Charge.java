package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One amount that a buyer was asked to pay. `reference` is our number at the provider, `tradeNo`
/// the provider's own; `payAt` is where the buyer pays, `payCode` what is scanned there, and
/// `session` what the provider calls the matter before it is paid.
public record Charge(
    ChargeId id,
    ChannelId channel,
    String reference,
    String purpose,
    UUID subject,
    @Nullable PersonId payer,
    String title,
    Money amount,
    String returnPath,
    ChargeState state,
    @Nullable String payAt,
    @Nullable String payCode,
    @Nullable String session,
    @Nullable String tradeNo,
    Instant madeAt,
    Instant payUntil,
    @Nullable Instant paidAt) {

  /// The same charge, paid by another trade: what a surplus payment is given back by.
  Charge paidBy(String otherTrade) {
    return new Charge(
        id,
        channel,
        reference,
        purpose,
        subject,
        payer,
        title,
        amount,
        returnPath,
        state,
        payAt,
        payCode,
        session,
        otherTrade,
        madeAt,
        payUntil,
        paidAt);
  }
}
