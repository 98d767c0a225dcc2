/// Double-entry book of money and points, and the only writer of balances. It knows accounts,
/// postings and holds; it knows no order, no buyer and no rule about what may be paid for. System
/// accounts are insert-only; only accounts with a floor are locked.
@ApplicationModule(
    displayName = "ledger",
    allowedDependencies = {"shared", "platform"})
@NullMarked
package changke.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
