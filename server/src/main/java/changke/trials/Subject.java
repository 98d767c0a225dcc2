package changke.trials;

import changke.shared.PersonId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Whoever a flag is evaluated for.
///
/// @param targetingKey by which people are dealt; empty when nobody is named
/// @param known as whom this house knows the person, where it may be asked about
/// @param context what the asking program said
public record Subject(String targetingKey, Optional<Who> known, Map<String, Object> context) {

  /// An identity of this house: somebody who signed up, or a browser.
  public record Who(UUID id, boolean member) {}

  public Subject {
    context = Map.copyOf(context);
  }

  public static Subject of(PersonId person) {
    return new Subject(person.toString(), Optional.of(new Who(person.value(), true)), Map.of());
  }

  /// A browser whose owner agreed to be followed.
  public static Subject of(UUID browser) {
    return new Subject(browser.toString(), Optional.of(new Who(browser, false)), Map.of());
  }

  public static Subject nobody() {
    return new Subject("", Optional.empty(), Map.of());
  }
}
