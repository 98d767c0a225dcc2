/// Money in and out through payment providers: channels and their secrets, charges, verified
/// notifications, refunds, the poller that catches what got lost, wallets, withdrawals and the
/// comparison with providers' lists. It books what providers hold for us and knows that a charge is
/// for something, not what an order is. Nothing but a verified notification or the provider's own
/// answer marks a charge as paid.
@ApplicationModule(
    displayName = "payments",
    allowedDependencies = {"shared", "platform", "ledger", "messaging", "identity"})
@NullMarked
package changke.payments;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
