package changke.settlement;

import changke.shared.Money;

/// Where a merchant stands: all that is owed (below zero it is the merchant's debt), the part that
/// waits `days` days after delivery, and what can be moved to the owner's balance now.
public record Standing(Money owed, Money waits, Money due, int days) {

  /// More was refunded after settlements than has been earned since.
  public boolean inDebt() {
    return owed.minor() < 0;
  }
}
