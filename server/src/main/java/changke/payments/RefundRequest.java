package changke.payments;

import changke.shared.Money;

/// Money to be given back. `request` names it once and for all.
public record RefundRequest(String request, ChargeId charge, Money amount, String reason) {}
