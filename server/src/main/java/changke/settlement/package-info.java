/// What the platform keeps of sales, what merchants have earned and when they get it: rules for the
/// commission, waiting days by quality, statements, and the way to the balance of a shop's owner,
/// from which it is withdrawn like any other money. It refuses to take a debt away: what was
/// refunded after it had been paid out is earned back first.
@ApplicationModule(
    displayName = "settlement",
    allowedDependencies = {
      "shared",
      "identity",
      "ledger",
      "merchants",
      "catalog",
      "payments",
      "orders",
      "rewards"
    })
@NullMarked
package changke.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
