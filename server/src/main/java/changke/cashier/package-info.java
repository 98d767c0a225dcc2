/// The sandbox cashier: a page of its own that behaves like a payment provider, with trades of its
/// own and signed notifications over HTTP; it duplicates, delays, loses, reorders and forges them
/// on demand. It shares a key with the shop and nothing else: it reads no table of the shop and
/// calls none of its modules.
@ApplicationModule(
    displayName = "cashier",
    allowedDependencies = {"shared", "platform", "identity", "pages"})
@NullMarked
package changke.cashier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
