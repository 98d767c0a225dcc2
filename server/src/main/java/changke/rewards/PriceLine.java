package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.OfferId;

/// One line as prices see it: what it costs before anything is taken off.
record PriceLine(
    OfferId offer,
    MerchantId merchant,
    String category,
    String section,
    int quantity,
    long amountMinor) {

  long unitMinor() {
    return amountMinor / quantity;
  }
}
