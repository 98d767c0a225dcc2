package changke.rewards;

import changke.payments.Charge;
import changke.payments.ChargeId;
import changke.payments.Payments;
import org.springframework.stereotype.Component;

/// Whether somebody with a name pays a charge: what guests pay from tells nothing of anybody.
@Component(Payers.NAME)
class Payers {

  /// What conditions of listeners call it.
  static final String NAME = "rewardPayers";

  private final Payments payments;

  Payers(Payments payments) {
    this.payments = payments;
  }

  public boolean isNamed(ChargeId charge) {
    return payments.find(charge).map(Charge::payer).isPresent();
  }
}
