package changke.messaging;

import changke.shared.PersonId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where a letter goes; `person` is null for a guest.
public record Recipient(@Nullable PersonId person, String email, Locale language) {

  @Override
  public String toString() {
    return "Recipient[" + (person == null ? "guest" : person.toString()) + "]";
  }
}
