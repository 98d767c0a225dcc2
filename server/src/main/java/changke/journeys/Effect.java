package changke.journeys;

import changke.engine.trial.AnytimeTest;
import changke.engine.trial.Arm;
import changke.engine.trial.Difference;
import changke.engine.trial.Reading;
import changke.engine.trial.Side;
import java.util.Optional;

/// What a journey brought about, as far as it can be known: the treated beside those who were left
/// alone. Intervals hold at every look.
///
/// @param reach people who ever entered
/// @param treated people whose window is over; `held` those of the journey's own holdout
/// @param goal the difference of the shares who reached the goal; empty while it cannot be told
/// @param net the difference of net money per person, in minor units
/// @param costMinor what it gave per treated person, at most
public record Effect(
    long reach,
    long treated,
    long held,
    Clicks clicks,
    double goalTreated,
    double goalHeld,
    Optional<Reading> goal,
    Optional<Reading> net,
    double costMinor) {

  private static final double Z = 1.959963984540054;

  /// Messages that went out and those on which somebody clicked.
  public record Clicks(long sent, long clicked) {
    public static final Clicks NONE = new Clicks(0, 0);

    public double rate() {
      return sent == 0 ? 0 : (double) clicked / sent;
    }

    /// The upper end of the 95 % interval of Wilson (1927).
    public double upper() {
      if (sent == 0) {
        return 1;
      }
      double p = rate();
      double z2 = Z * Z / sent;
      double spread = Z * Math.sqrt(p * (1 - p) / sent + z2 / (4 * sent));
      return Math.min(1, (p + z2 / 2 + spread) / (1 + z2));
    }
  }

  static Effect of(long reach, EffectRows.Side treated, EffectRows.Side held, Clicks clicks) {
    return new Effect(
        reach,
        treated.goal().n(),
        held.goal().n(),
        clicks,
        treated.goal().mean(),
        held.goal().mean(),
        between(held.goal(), treated.goal()),
        between(held.net(), treated.net()),
        treated.goal().n() == 0 ? 0 : (double) treated.costMinor() / treated.goal().n());
  }

  private static Optional<Reading> between(Arm control, Arm treatment) {
    return changke.engine.trial.Effect.between(control, treatment, Difference.ABSOLUTE)
            instanceof changke.engine.trial.Effect effect
        ? Optional.of(new AnytimeTest(.05).read(effect, Side.BOTH))
        : Optional.empty();
  }
}
