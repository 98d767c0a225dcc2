package changke.payments;

import changke.shared.Money;
import java.time.Instant;

/// One line of a balance's statement: what it was (`charge-paid`, `refund`, `withdrawal`, …) and
/// what it did.
public record WalletLine(Instant at, String kind, Money amount) {}
