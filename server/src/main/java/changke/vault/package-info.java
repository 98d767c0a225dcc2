/// The stock of cards and files, encrypted under a key per merchant: import, hold, sell, give back,
/// reveal, download. The text of a card is stored here and nowhere else. The vault refuses to know
/// prices, buyers and orders: whoever holds cards brings an id of its own.
@ApplicationModule(
    displayName = "vault",
    allowedDependencies = {"shared", "platform"})
@NullMarked
package changke.vault;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
