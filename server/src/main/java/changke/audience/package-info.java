/// What is known of each person and each merchant, read off the journal: acts, orders with net
/// money, stage, RFM scores, and the segments that keep themselves up to date.
///
/// Owns the projection and its rebuilding, the definitions of segments, and what people switched
/// off. Refuses to collect anything, to send anything, and to know names or addresses: it speaks of
/// ids. Whoever acts on a person asks [changke.audience.Choices] at that moment.
@ApplicationModule(
    displayName = "audience",
    allowedDependencies = {
      "shared",
      "platform",
      "identity",
      "merchants",
      "catalog",
      "vault",
      "orders",
      "rewards",
      "activity"
    })
@NullMarked
package changke.audience;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
