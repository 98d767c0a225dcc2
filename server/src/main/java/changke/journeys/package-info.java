/// Journeys: what is done for a person after something happened, step by step, as versioned data;
/// who is in which, what each step did, and whether it helped.
///
/// Owns definitions, their versions, the people in them and every step's effect. Refuses to decide
/// whether a message may be sent (messaging does), what a coupon is worth (rewards does) and who
/// belongs to a segment (audience does).
@ApplicationModule(
    displayName = "journeys",
    allowedDependencies = {
      "shared",
      "platform",
      "messaging",
      "identity",
      "rewards",
      "activity",
      "audience",
      "webhooks"
    })
@NullMarked
package changke.journeys;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
