/// The believable shop that fills a fresh installation of one's own, so that there is something to
/// look at: merchants, offers with pictures, cards, three logins, and a past for the insights. It
/// touches nothing once people have set up a shop of their own, and never a database that was given
/// to the program.
@ApplicationModule(
    displayName = "demo",
    allowedDependencies = {
      "shared",
      "platform",
      "activity",
      "identity",
      "merchants",
      "catalog",
      "vault",
      "play"
    })
@NullMarked
package changke.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
