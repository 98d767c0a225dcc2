package changke.trials;

import changke.engine.trial.Holdout;
import changke.shared.PersonId;

/// A share of people who are left alone. Who they are follows from the name and never changes; a
/// greater share only adds people.
///
/// @param name [Holdouts#GLOBAL], or `journey:` and the journey's key
/// @param shareBp in ten-thousandths
/// @param version 0 while nobody changed the usual share
public record HeldOut(String name, int shareBp, int version) {

  /// Whether this person is left alone.
  public boolean holds(PersonId person) {
    return holdout().holds(person.toString());
  }

  /// As the engine computes it.
  public Holdout holdout() {
    return new Holdout(name, shareBp / 10_000.);
  }
}
