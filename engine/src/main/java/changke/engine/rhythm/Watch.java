package changke.engine.rhythm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Watches series of closed periods: what is expected of a period is the median of the same weekday
/// (or month) in the seasons before, and lasting deviations raise an [Alarm].
///
/// @param season periods in a season: 7 for days
/// @param seasons how many seasons before a period its expectation is taken from; at least 4
/// @param limit from [Cusum#limit], with the number of series watched together
public record Watch(int season, int seasons, double limit) {

  public Watch {
    if (season < 1 || seasons < 4) {
      throw new IllegalArgumentException("season: " + season + " in " + seasons);
    }
  }

  /// The alarms of one series, in order; empty when it is too short to know what is usual.
  ///
  /// @param closed the values, without the period that still runs; finite
  public List<Alarm> alarms(double[] closed) {
    for (var value : closed) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("value: " + value);
      }
    }
    var cusum = new Cusum(limit);
    var alarms = new ArrayList<Alarm>();
    // What a period is compared with stays as it was before the deviation began: else a new level
    // would soon be the usual one and the alarm never come.
    var first = season * seasons;
    int calm = first;
    for (int t = first; t < closed.length; t++) {
      var usual = usual(closed, calm, t);
      var direction = cusum.add((closed[t] - usual.value) / usual.error);
      if (direction != 0) {
        alarms.add(alarm(closed, first + cusum.since(direction), t, direction));
      }
      var leaning = cusum.leaning();
      calm = leaning == 0 ? t + 1 : first + cusum.since(leaning);
    }
    return alarms;
  }

  private Alarm alarm(double[] closed, int since, int period, int direction) {
    var expected = 0.0;
    var actual = 0.0;
    for (int t = since; t <= period; t++) {
      expected += usual(closed, since, t).value;
      actual += closed[t];
    }
    return new Alarm(period, since, direction, expected, actual);
  }

  private record Usual(double value, double error) {}

  /// Median of the periods of the same phase in the seasons before `calm`, and an error from the 80
  /// % point of the absolute residuals in all phases: a fifth may be outliers, and it varies less
  /// than their median would. A series that never moved has the error that counts of its size would
  /// have.
  private Usual usual(double[] closed, int calm, int t) {
    var residuals = new double[season * seasons];
    int n = 0;
    var value = 0.0;
    for (int phase = 0; phase < season; phase++) {
      var same = new double[seasons];
      int m = 0;
      for (int back = 1; back <= seasons * season; back++) {
        var at = calm - back;
        if (at >= 0 && Math.floorMod(at - t, season) == phase) {
          same[m++] = closed[at];
        }
      }
      var centre = median(Arrays.copyOf(same, m));
      value = phase == 0 ? centre : value;
      for (int i = 0; i < m; i++) {
        residuals[n++] = Math.abs(same[i] - centre);
      }
    }
    // Around a median of m values residuals are too small by about m/(m − 1); and the median
    // itself is uncertain by π/2m of the variance.
    var scale = eighty(Arrays.copyOf(residuals, n)) / 1.2816 * seasons / (seasons - 1);
    var error = scale * Math.sqrt(1 + Math.PI / (2 * seasons));
    return new Usual(value, Math.max(error, Math.sqrt(Math.max(1, Math.abs(value)))));
  }

  private static double eighty(double[] values) {
    Arrays.sort(values);
    return values[values.length * 4 / 5];
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    var n = values.length;
    return (values[(n - 1) / 2] + values[n / 2]) / 2;
  }

  /// The segment whose own deviation explains most of an alarm, by name.
  ///
  /// @param segments series of the parts, as long as the whole
  /// @return empty when no part went the alarm's way
  public Optional<String> explains(Alarm alarm, Map<String, double[]> segments) {
    return segments.entrySet().stream()
        .map(s -> Map.entry(s.getKey(), share(alarm, s.getValue())))
        .filter(s -> s.getValue() > 0)
        .max(Comparator.comparingDouble(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }

  private double share(Alarm alarm, double[] series) {
    var own = alarm(series, alarm.since(), alarm.period(), alarm.direction());
    return alarm.direction() * (own.actual() - own.expected());
  }
}
