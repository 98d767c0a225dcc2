/// Letters to people: queued exactly once in the transaction of what they tell, sent at least once
/// under a stable id, with every try and refusal kept. It decides when and how something is sent,
/// never what is worth saying.
@ApplicationModule(
    displayName = "messaging",
    allowedDependencies = {"shared", "platform"})
@NullMarked
package changke.messaging;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
