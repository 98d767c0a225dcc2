package changke.trials;

import changke.engine.trial.Holdout;
import changke.shared.PersonId;

/// A share of people who are left alone. Who they are follows from the holdout's seed and never
/// changes; a greater share only adds people.
///
/// @param name [Holdouts#GLOBAL], or `journey:` and the journey's key
/// @param version 0 while nobody changed the usual share
/// @param holdout as the engine computes it
public record HeldOut(String name, int version, Holdout holdout) {

  private static final double WHOLE = 10_000;

  /// That of a journey, by the seed with which journeys decide.
  static HeldOut of(String name, int shareBp, int version) {
    var seed = name.replace("journey:", "journey ");
    return new HeldOut(name, version, new Holdout(seed, shareBp / WHOLE));
  }

  /// In ten-thousandths.
  public int shareBp() {
    return (int) Math.round(holdout.share() * WHOLE);
  }

  /// Whether this person is left alone.
  public boolean holds(PersonId person) {
    return holdout.holds(person.toString());
  }
}
