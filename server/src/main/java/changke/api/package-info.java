/// Every machine endpoint, one sub-package per protocol. It translates and decides nothing.
@ApplicationModule(
    displayName = "api",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "pages",
      "payments",
      "activity",
      "catalog",
      "vault",
      "orders",
      "trials",
      "webhooks"
    })
@NullMarked
package changke.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
