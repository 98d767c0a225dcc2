/// Facts told to other people's programs, as Standard Webhooks says: which addresses want what,
/// their secrets, every delivery with its tries, and when an address is switched off. It reaches
/// public addresses only, and refuses to know why something happened: whoever has a fact tells it.
@ApplicationModule(
    displayName = "webhooks",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "messaging",
      "merchants",
      "orders",
      "settlement"
    })
@NullMarked
package changke.webhooks;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
