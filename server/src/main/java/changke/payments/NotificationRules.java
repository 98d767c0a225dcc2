package changke.payments;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether a verified claim fits the charge that it names. Pure.
final class NotificationRules {

  private NotificationRules() {}

  /// Why it does not fit, or null when it does: the order, the channel and the exact amount.
  static @Nullable String misfit(
      Channel channel, Optional<Charge> charge, Provider.Claim.Paid claim) {
    if (charge.isEmpty()) {
      return "order";
    }
    if (!charge.get().channel().equals(channel.id())) {
      return "channel";
    }
    if (!charge.get().amount().equals(claim.amount())) {
      return "amount";
    }
    return claim.tradeNo().isBlank() || claim.tradeNo().length() > 128 ? "trade number" : null;
  }
}
