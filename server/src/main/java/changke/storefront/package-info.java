/// The shop that buyers see. A page composes several modules; it owns no table.
@ApplicationModule(
    displayName = "storefront",
    allowedDependencies = {
      "shared",
      "activity",
      "platform",
      "identity",
      "pages",
      "counter",
      "merchants",
      "catalog",
      "vault",
      "payments",
      "orders",
      "play",
      "rewards",
      "messaging",
      "audience",
      "insights",
      "trials"
    })
@NullMarked
package changke.storefront;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
