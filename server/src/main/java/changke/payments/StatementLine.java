package changke.payments;

import changke.shared.Money;

/// One line of a provider's list of a day: `number` is the provider's number of a payment, or ours
/// of a refund; `reference` is our number of the charge.
public record StatementLine(Kind kind, String number, String reference, Money amount) {

  /// What the line tells.
  public enum Kind {
    PAID,
    REFUNDED
  }
}
