package changke.identity;

import changke.shared.PersonId;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/// Someone who signed up, as the rest of the house sees them. `verified` says that a link sent to
/// `email` was opened.
public record Person(
    PersonId id,
    String name,
    String email,
    boolean verified,
    Locale language,
    ZoneId zone,
    Set<Role> roles,
    Set<Right> rights) {

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /// Whether this is an operator with that right.
  public boolean may(Right right) {
    return is(Role.OPERATOR) && (rights.contains(right) || rights.contains(Right.EVERYTHING));
  }

  @Override
  public String toString() {
    return "Person[" + id + "]";
  }
}
