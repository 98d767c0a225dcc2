package changke.engine.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// The Kaplan–Meier curve of a waiting time in days, with people who still wait (censored).
///
/// @param people how many were followed
/// @param steps the days on which something happened, ascending
public record Survival(int people, List<Step> steps) {

  /// One drop of the curve.
  ///
  /// @param atRisk people who had waited until this day; who is censored on the day is among them
  /// @param waiting the share that still waits after this day
  /// @param error Greenwood's standard error of that share
  public record Step(int day, int atRisk, int events, double waiting, double error) {}

  public Survival {
    steps = List.copyOf(steps);
  }

  /// Estimates the curve (Kaplan and Meier 1958; variance by Greenwood 1926).
  ///
  /// @param days how long each person waited or has been waiting; not negative
  /// @param happened whether the wait has ended
  public static Survival of(int[] days, boolean[] happened) {
    var sorted = sorted(days, happened);
    var steps = new ArrayList<Step>();
    var waiting = 1.0;
    var hazard = 0.0;
    for (int i = 0; i < sorted.length; ) {
      var day = (int) (sorted[i] >> 1);
      var atRisk = sorted.length - i;
      var events = 0;
      for (; i < sorted.length && sorted[i] >> 1 == day; i++) {
        events += 1 - (int) (sorted[i] & 1);
      }
      if (events > 0) {
        waiting *= (double) (atRisk - events) / atRisk;
        hazard += events == atRisk ? 0 : (double) events / ((double) atRisk * (atRisk - events));
        steps.add(new Step(day, atRisk, events, waiting, waiting * Math.sqrt(hazard)));
      }
    }
    return new Survival(sorted.length, steps);
  }

  /// The first day by which at least half have come back; empty when the curve stays above one
  /// half, that is when fewer have come back and nobody has been followed for long enough.
  public OptionalInt median() {
    return quantile(0.5);
  }

  /// The first day by which at least `share` of the people have come back.
  public OptionalInt quantile(double share) {
    // Products of fractions miss an exact half by an ulp or two.
    return steps.stream()
        .filter(s -> s.waiting <= 1 - share + 1e-12)
        .mapToInt(Step::day)
        .findFirst();
  }

  /// The share that still waits after a day.
  public double waitingAfter(int day) {
    var share = 1.0;
    for (var step : steps) {
      if (step.day > day) {
        break;
      }
      share = step.waiting;
    }
    return share;
  }

  /// Days and outcome in one number, so that ten million people are one primitive sort: an event
  /// comes before a censored wait of the same day.
  private static long[] sorted(int[] days, boolean[] happened) {
    if (days.length != happened.length) {
      throw new IllegalArgumentException("people: " + days.length + " and " + happened.length);
    }
    var keys = new long[days.length];
    for (int i = 0; i < days.length; i++) {
      if (days[i] < 0) {
        throw new IllegalArgumentException("days: " + days[i]);
      }
      keys[i] = (long) days[i] << 1 | (happened[i] ? 0 : 1);
    }
    Arrays.sort(keys);
    return keys;
  }
}
