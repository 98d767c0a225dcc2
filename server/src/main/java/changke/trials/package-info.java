/// Flags and experiments: what they are, who gets what, who was really shown it, what came of it,
/// and the roll-out that goes on, holds or turns back by itself.
///
/// Owns definitions and their versions, exposures, the facts that measures are made of, read-outs,
/// decisions with their evidence, and the list of holdouts. Refuses to give different prices or
/// amounts to different people, and to guess who deserves what: people are dealt by a hash.
@ApplicationModule(
    displayName = "trials",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "messaging",
      "catalog",
      "rewards",
      "activity",
      "audience"
    })
@NullMarked
package changke.trials;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
