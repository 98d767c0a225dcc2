/// Who sells here: applications and their review, shops with their address and words, and the
/// people who work in them. It knows nothing of what is sold, of money or of sign-in.
@ApplicationModule(
    displayName = "merchants",
    allowedDependencies = {"shared", "identity"})
@NullMarked
package changke.merchants;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
