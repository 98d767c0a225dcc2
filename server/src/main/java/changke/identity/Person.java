package changke.identity;

import changke.shared.PersonId;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// Someone who signed up, as the rest of the house sees them.
public record Person(
    PersonId id, String name, String email, Locale language, ZoneId zone, Set<Role> roles) {

  public boolean is(Role role) {
    return roles.contains(role);
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
