/// People and who may do what: sign-up, sign-in, sessions and their freshness, roles and rights,
/// tokens for programs, throttling of what is guessed, the log of dangerous acts, and the mark that
/// every page and endpoint carries. It knows nothing of what people buy or sell.
@ApplicationModule(
    displayName = "identity",
    allowedDependencies = {"shared", "platform", "messaging"})
@NullMarked
package changke.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
