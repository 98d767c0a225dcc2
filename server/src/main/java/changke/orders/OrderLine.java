package changke.orders;

import changke.catalog.Delivery;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.Words;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One offer of an order as it was sold. `hold` names it in the vault; `answers` are what the buyer
/// filled in; `dueAt` is when a person promised to have delivered.
public record OrderLine(
    int position,
    OfferId offer,
    MerchantId merchant,
    Words title,
    Delivery delivery,
    Money unit,
    int quantity,
    Money amount,
    int commissionBasisPoints,
    int confirmDays,
    UUID hold,
    Map<String, String> answers,
    LineState state,
    @Nullable Instant dueAt) {

  private static final long WHOLE = 10_000;

  /// What the platform keeps, rounded down to whole minor units.
  long commissionMinor() {
    var minor = amount.minor();
    return Math.multiplyExact(minor / WHOLE, commissionBasisPoints)
        + minor % WHOLE * commissionBasisPoints / WHOLE;
  }

  OrderLine with(LineState other) {
    return new OrderLine(
        position,
        offer,
        merchant,
        title,
        delivery,
        unit,
        quantity,
        amount,
        commissionBasisPoints,
        confirmDays,
        hold,
        answers,
        other,
        dueAt);
  }
}
