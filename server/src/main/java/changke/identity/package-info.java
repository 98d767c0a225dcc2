/// People and who may do what: sign-up, sign-in, roles, sessions, throttling of what is guessed,
/// and the mark that every page and endpoint carries. It knows nothing of what people buy or sell.
@ApplicationModule(
    displayName = "identity",
    allowedDependencies = {"shared", "platform"})
@NullMarked
package changke.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
