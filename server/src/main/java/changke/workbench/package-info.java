/// The merchant's console: what needs me today first, then offers, stock and what was imported. It
/// decides nothing: every page asks the modules that own the matter. Every address names the shop,
/// and whoever does not work there finds nothing.
@ApplicationModule(
    displayName = "workbench",
    allowedDependencies = {
      "shared",
      "platform",
      "messaging",
      "identity",
      "pages",
      "counter",
      "merchants",
      "catalog",
      "vault",
      "orders",
      "settlement",
      "rewards",
      "webhooks"
    })
@NullMarked
package changke.workbench;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
