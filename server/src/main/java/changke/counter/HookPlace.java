package changke.counter;

import changke.pages.Console;
import changke.shared.PersonId;
import changke.webhooks.Owner;
import java.util.UUID;

/// Where somebody looks after webhooks: whose they are, in which console, at which path, and
/// whether this person may change them or only look and send again.
public record HookPlace(
    Owner owner, Console console, String path, PersonId person, boolean mayChange) {

  public String path(UUID endpoint) {
    return path + "/" + endpoint;
  }
}
