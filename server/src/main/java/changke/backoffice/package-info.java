/// The operators' screens. Sub-packages are named after their subject; each composes what the
/// modules below know into pages and decides nothing.
@ApplicationModule(
    displayName = "backoffice",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "messaging",
      "merchants",
      "vault",
      "payments",
      "orders",
      "settlement",
      "pages",
      "counter",
      "insights",
      "rewards",
      "play",
      "catalog",
      "activity",
      "audience",
      "webhooks",
      "journeys",
      "trials"
    })
@NullMarked
package changke.backoffice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
