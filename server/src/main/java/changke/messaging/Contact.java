package changke.messaging;

import changke.shared.PersonId;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/// Somebody as letters need to know them. Marketing goes only to an address that is `verified`.
public record Contact(
    PersonId person,
    String name,
    String email,
    boolean verified,
    Locale language,
    ZoneId zone,
    Instant joined) {

  @Override
  public String toString() {
    return "Contact[" + person + "]";
  }
}
