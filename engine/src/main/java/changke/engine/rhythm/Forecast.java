package changke.engine.rhythm;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;

/// The next periods of a series: exponential smoothing of a level on top of a seasonal pattern,
/// with intervals (Hyndman, Koehler, Ord and Snyder 2008, ETS(A,N,A) with the pattern held fixed).
///
/// It is meant for days and weeks ahead, not for months.
public final class Forecast {

  /// The standard normal's 90 % point: an interval holds eight in ten.
  private static final double NINETY = 1.2815515655446004;

  private final double[] pattern;
  private final int length;
  private final double level;
  private final double weight;
  private final double error;

  private Forecast(double[] pattern, int length, double level, double weight, double error) {
    this.pattern = pattern;
    this.length = length;
    this.level = level;
    this.weight = weight;
    this.error = error;
  }

  /// One period ahead.
  ///
  /// @param low one in ten stays below
  /// @param high one in ten goes above
  public record Ahead(double low, double middle, double high) {}

  /// Fits a series of sales; negative values are days with more refunds than sales.
  ///
  /// @param closed the values, without the period that still runs
  /// @param season periods in a season, 7 for days; 1 for none
  /// @return empty with fewer than four seasons, fewer than 14 values, or a value that is not
  ///   finite
  public static Optional<Forecast> of(double[] closed, int season) {
    if (season < 1) {
      throw new IllegalArgumentException("season: " + season);
    }
    if (closed.length < Math.max(14, 4 * season)
        || !Arrays.stream(closed).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    var pattern = pattern(closed, season);
    var plain = new double[closed.length];
    for (int t = 0; t < plain.length; t++) {
      plain[t] = closed[t] - pattern[t % season];
    }
    Forecast best = null;
    for (int hundredths = 2; hundredths <= 98; hundredths += 4) {
      var next = smoothed(plain, pattern, hundredths / 100.0);
      best = best == null || next.error < best.error ? next : best;
    }
    return Optional.ofNullable(best);
  }

  /// Each phase's median distance from the mean of the season around it; the distances sum to 0.
  private static double[] pattern(double[] closed, int season) {
    var pattern = new double[season];
    if (season == 1) {
      return pattern;
    }
    var seasons = closed.length / season;
    var from = closed.length - seasons * season;
    var sum = 0.0;
    for (int phase = 0; phase < season; phase++) {
      var distances = new double[seasons];
      for (int s = 0; s < seasons; s++) {
        var start = from + s * season;
        var mean = Arrays.stream(closed, start, start + season).average().orElseThrow();
        var at = start + Math.floorMod(phase - start, season);
        distances[s] = closed[at] - mean;
      }
      Arrays.sort(distances);
      pattern[phase] = (distances[(seasons - 1) / 2] + distances[seasons / 2]) / 2;
      sum += pattern[phase];
    }
    for (int phase = 0; phase < season; phase++) {
      pattern[phase] -= sum / season;
    }
    return pattern;
  }

  private static Forecast smoothed(double[] plain, double[] pattern, double weight) {
    var start = Math.max(7, pattern.length);
    var level = Arrays.stream(plain, 0, start).average().orElseThrow();
    var squares = 0.0;
    for (int t = start; t < plain.length; t++) {
      var miss = plain[t] - level;
      squares += miss * miss;
      level += weight * miss;
    }
    // Weight and level cost two degrees of freedom; each phase of the pattern is a median of a few.
    var seasons = plain.length / pattern.length;
    var blurred = pattern.length == 1 ? 1 : 1 + Math.PI / (2 * seasons);
    var error = Math.sqrt(squares * blurred / (plain.length - start - 2));
    return new Forecast(pattern, plain.length, level, weight, error);
  }

  /// The period `steps` after the last closed one, from 1. Its variance is `σ²(1 + (steps−1)·α²)`.
  public Ahead ahead(int steps) {
    var middle = middle(steps);
    var spread = NINETY * error * Math.sqrt(1 + (steps - 1) * weight * weight);
    return new Ahead(middle - spread, middle, middle + spread);
  }

  /// The sum of the next `steps` periods. A miss moves all later periods, so its variance is `σ² Σⱼ
  /// (1 + j·α)²` for j from 0 to steps − 1.
  public Ahead total(int steps) {
    var middle = 0.0;
    var variance = 0.0;
    for (int step = 1; step <= steps; step++) {
      middle += middle(step);
      variance += Math.pow(1 + (step - 1) * weight, 2);
    }
    var spread = NINETY * error * Math.sqrt(variance);
    return new Ahead(middle - spread, middle, middle + spread);
  }

  private double middle(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("steps: " + steps);
    }
    return level + pattern[(length + steps - 1) % pattern.length];
  }

  /// When a stock will be sold out, in periods from now: one in ten sooner than `early`, half
  /// sooner than `middle`, nine in ten sooner than `late`. Empty where it lasts beyond `most`
  /// periods.
  public record SoldOut(OptionalInt early, OptionalInt middle, OptionalInt late) {}

  public SoldOut soldOut(double stock, int most) {
    var early = OptionalInt.empty();
    var middle = OptionalInt.empty();
    var late = OptionalInt.empty();
    for (int steps = 1; steps <= most; steps++) {
      var sold = total(steps);
      early = first(early, sold.high >= stock, steps);
      middle = first(middle, sold.middle >= stock, steps);
      late = first(late, sold.low >= stock, steps);
    }
    return new SoldOut(early, middle, late);
  }

  private static OptionalInt first(OptionalInt known, boolean reached, int steps) {
    return known.isPresent() || !reached ? known : OptionalInt.of(steps);
  }
}
