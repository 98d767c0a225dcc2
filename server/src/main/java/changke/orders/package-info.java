/// Orders from placing to completion: checkout, payment, delivery, expiry, refunds, and who may
/// look at one. Every step is one short transaction that can be repeated; nothing depends on the
/// buyer's browser. It refuses to know how discounts are earned, how anything but cards is made,
/// who deserves trust, and what else than money can pay: those come through ports.
@ApplicationModule(
    displayName = "orders",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "ledger",
      "messaging",
      "merchants",
      "catalog",
      "vault",
      "payments"
    })
@NullMarked
package changke.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
