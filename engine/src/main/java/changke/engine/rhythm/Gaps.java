package changke.engine.rhythm;

import java.util.List;
import java.util.Optional;

/// How long people let pass between purchases, and when a person's next one is due.
///
/// The logarithms of a person's gaps are normal around the person's own centre, and the centres are
/// normal around everybody's: who has few gaps is drawn towards everybody.
///
/// @param centre mean of the logarithms of gaps in days, over people
/// @param within standard deviation of a person's own
/// @param between standard deviation of the persons' centres
public record Gaps(double centre, double within, double between) {

  /// The standard normal's 90 % point.
  private static final double NINETY = 1.2815515655446004;

  /// When the next purchase is to be expected, in days after the last one.
  ///
  /// @param early one in ten comes before
  /// @param middle half come before: the renewal moment
  /// @param late nine in ten come before; who is later is overdue
  public record Due(double early, double middle, double late) {}

  /// Estimates the three numbers from people's gaps (analysis of variance with unequal groups).
  ///
  /// @param people each person's gaps in whole days of at least 1; people without any are left out
  /// @return empty below 30 gaps of people with two or more: nothing would be known of persons
  public static Optional<Gaps> of(List<int[]> people) {
    double n = 0;
    double squaresOfN = 0;
    double sum = 0;
    double inside = 0;
    double repeated = 0;
    int groups = 0;
    for (var gaps : people) {
      if (gaps.length > 0) {
        var mean = mean(gaps);
        for (var gap : gaps) {
          inside += Math.pow(Math.log(gap) - mean, 2);
        }
        repeated += gaps.length > 1 ? gaps.length : 0;
        n += gaps.length;
        squaresOfN += (double) gaps.length * gaps.length;
        sum += gaps.length * mean;
        groups++;
      }
    }
    if (repeated < 30 || groups < 2) {
      return Optional.empty();
    }
    var centre = sum / n;
    var variance = inside / (n - groups);
    var across = 0.0;
    for (var gaps : people) {
      across += gaps.length > 0 ? gaps.length * Math.pow(mean(gaps) - centre, 2) : 0;
    }
    var between = (across - (groups - 1) * variance) / (n - squaresOfN / n);
    return Optional.of(new Gaps(centre, Math.sqrt(variance), Math.sqrt(Math.max(0, between))));
  }

  private static double mean(int[] gaps) {
    var sum = 0.0;
    for (var gap : gaps) {
      if (gap < 1) {
        throw new IllegalArgumentException("gap: " + gap);
      }
      sum += Math.log(gap);
    }
    return sum / gaps.length;
  }

  /// When this person is due, from the gaps so far; without any, everybody's answer.
  public Due due(int[] gaps) {
    var own =
        between == 0 ? 0 : gaps.length / (gaps.length + within * within / (between * between));
    var middle = gaps.length == 0 ? centre : own * mean(gaps) + (1 - own) * centre;
    // What is not known of the person's centre makes the span wider.
    var spread = Math.sqrt(within * within + between * between * (1 - own));
    return new Due(
        Math.exp(middle - NINETY * spread), Math.exp(middle), Math.exp(middle + NINETY * spread));
  }
}
