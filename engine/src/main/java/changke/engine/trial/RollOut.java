package changke.engine.trial;

import java.util.List;
import java.util.OptionalInt;

/// How a change reaches everybody: 1 → 5 → 10 → 25 → 50 → 100 % of people take part, half of them
/// with the change at every step, and each step is allowed by what was seen so far.
///
/// People are compared within the step at which they came in and the steps are then averaged: early
/// and late people differ, and a plain sum over steps would mistake that difference for an effect
/// (Simpson).
///
/// @param test with the false alarms accepted over the whole roll-out; guardrails share them
///   equally
/// @param leastPeople newly in a step before the next one may start
/// @param worthwhile the smallest absolute effect on the goal for which the change is worth having
public record RollOut(AnytimeTest test, long leastPeople, double worthwhile) {

  /// Percent of people who take part, step by step.
  public static final List<Integer> STEPS = List.of(1, 5, 10, 25, 50, 100);

  public RollOut {
    if (leastPeople < 2 || !Double.isFinite(worthwhile)) {
      throw new IllegalArgumentException(leastPeople + " people, worthwhile " + worthwhile);
    }
  }

  /// The two arms of the people who came in at one step.
  public record Stratum(int step, Arm control, Arm treatment) {
    public Stratum {
      if (!STEPS.contains(step)) throw new IllegalArgumentException("no such step: " + step + " %");
    }
  }

  /// A measure that must not get worse.
  ///
  /// @param higherIsBetter false for complaints, refunds and waiting
  public record Guardrail(String name, boolean higherIsBetter, List<Stratum> strata) {}

  /// What to do now, with the figure that decided it.
  public sealed interface Decision permits RollBack, Hold, Stop, Wait, Advance, Ship {}

  /// A guardrail got worse beyond doubt: `bound` is the kindest value that the data still allow.
  public record RollBack(String guardrail, double bound) implements Decision {}

  /// People did not come into the arms as planned: find out why before anything else.
  public record Hold(double sampleRatioP) implements Decision {}

  /// Even the best effect that the data allow is not worth having.
  public record Stop(double bestCase) implements Decision {}

  /// The step needs more people, or at 100 % the goal is not decided yet.
  public record Wait(long people, long needed) implements Decision {}

  public record Advance(int toPercent) implements Decision {}

  /// The goal rose beyond doubt: give it to everybody.
  public record Ship(Reading goal) implements Decision {}

  /// Harm comes first: to roll back is safe even where the sample ratio is broken, and the broken
  /// ratio is often the same harm.
  ///
  /// @param arrivals people who came newly on each day, control and treatment, within half and half
  public Decision decide(
      int step, List<Stratum> goal, List<Guardrail> guardrails, long[][] arrivals) {
    for (var guardrail : guardrails) {
      double kindest = kindest(guardrail, guardrails.size());
      if (kindest < 0)
        return new RollBack(guardrail.name, guardrail.higherIsBetter ? kindest : -kindest);
    }
    double ratio = SampleRatio.sequential(arrivals, new double[] {.5, .5});
    if (ratio < SampleRatio.ALARM) return new Hold(ratio);
    long here = people(goal.stream().filter(stratum -> stratum.step == step).toList());
    if (!(stratified(goal) instanceof Effect effect)) return new Wait(here, leastPeople);
    var reading = test.read(effect, Side.BOTH);
    if (reading.high() < worthwhile) return new Stop(reading.high());
    if (here < leastPeople) return new Wait(here, leastPeople);
    var next = next(step);
    if (next.isPresent()) return new Advance(next.getAsInt());
    return reading.low() > 0 ? new Ship(reading) : new Wait(here, here + 1);
  }

  /// The effect over all steps, absolute: each step's difference weighted by its people. Steps
  /// without spread, as the first one on its first day, are left out.
  public static Verdict stratified(List<Stratum> strata) {
    double people = 0;
    double estimate = 0;
    double variance = 0;
    double baseline = 0;
    double slack = 0;
    long n = 0;
    for (var stratum : strata) {
      if (!(Effect.between(stratum.control, stratum.treatment, Difference.ABSOLUTE)
          instanceof Effect effect)) {
        continue;
      }
      double weight = effect.n();
      people += weight;
      estimate += weight * effect.estimate();
      baseline += weight * effect.baseline();
      double part = weight * weight * effect.variance();
      variance += part;
      slack += part * part / effect.degrees();
      n += effect.n();
    }
    if (people == 0) return new Undecidable(Undecidable.Reason.NO_SPREAD);
    return new Effect(
        estimate / people,
        variance / (people * people),
        variance * variance / slack,
        n,
        baseline / people);
  }

  /// The best value of the guardrail that the data allow, positive where things are better.
  private double kindest(Guardrail guardrail, int among) {
    if (!(stratified(guardrail.strata) instanceof Effect effect)) return Double.POSITIVE_INFINITY;
    var strict = new AnytimeTest(test.alpha() / among, test.tightestAt());
    return guardrail.higherIsBetter
        ? strict.read(effect, Side.LESSER).high()
        : -strict.read(effect, Side.GREATER).low();
  }

  private static long people(List<Stratum> strata) {
    return strata.stream().mapToLong(s -> s.control.n() + s.treatment.n()).sum();
  }

  private static OptionalInt next(int step) {
    return STEPS.stream().mapToInt(Integer::intValue).filter(percent -> percent > step).findFirst();
  }
}
