/// Loyalty: points in lots with an expiry, the rules by which they are earned, tiers, coupons,
/// promotions and the exchange, all as data; it takes something off prices through the ports of
/// orders and keeps the rulebook in which everyone reads what is in force. Balances are written by
/// the ledger alone. It refuses to know what a review, a streak or a circle is: whoever owns the
/// act tells it with [changke.rewards.Rewards#earn].
@ApplicationModule(
    displayName = "rewards",
    allowedDependencies = {
      "shared",
      "platform",
      "ledger",
      "messaging",
      "identity",
      "merchants",
      "catalog",
      "payments",
      "orders"
    })
@NullMarked
package changke.rewards;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
