package changke.bench;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/// Durations in milliseconds, sorted.
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
record Percentiles(double[] sorted) {

  static Percentiles ofNanos(Collection<Long> nanos) {
    var ms = nanos.stream().mapToDouble(n -> n / 1e6).toArray();
    Arrays.sort(ms);
    return new Percentiles(ms);
  }

  /// The smallest value that `share` of all do not exceed.
  double at(double share) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted[Math.clamp((long) Math.ceil(share * sorted.length) - 1, 0, sorted.length - 1)];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p90 %.1f, p99 %.1f, worst %.1f (%d)",
        at(0.5),
        at(0.9),
        at(0.99),
        at(1),
        sorted.length);
  }
}
