package changke.engine.value;

import java.util.Arrays;
import java.util.OptionalDouble;

/// How many came back within a number of days after their first order.
///
/// @param horizonDays H: a second order on day `first + H` still counts
/// @param eligible people whose H days have passed; the others are in neither number
/// @param returned those of them with a second order within H days
public record Repurchase(int horizonDays, long eligible, long returned) {

  /// A second order that has not happened.
  public static final int NEVER = Integer.MAX_VALUE;

  /// Counts the people.
  ///
  /// @param firstDay local day number of each person's first paid order
  /// @param secondDay local day of the second one (the same day is allowed), or [#NEVER]
  /// @param lastDay the last day that is over
  public static Repurchase within(int horizonDays, int[] firstDay, int[] secondDay, int lastDay) {
    sameLength(firstDay, secondDay);
    long eligible = 0;
    long returned = 0;
    for (int i = 0; i < firstDay.length; i++) {
      if ((long) firstDay[i] + horizonDays <= lastDay) {
        eligible++;
        if (secondDay[i] <= firstDay[i] + horizonDays) {
          returned++;
        }
      }
    }
    return new Repurchase(horizonDays, eligible, returned);
  }

  /// The waiting time for the second order, with those who still wait counted as long as they have
  /// been seen. Its median is the honest answer to "how long until people come back".
  public static Survival timeToSecond(int[] firstDay, int[] secondDay, int lastDay) {
    sameLength(firstDay, secondDay);
    var days = new int[firstDay.length];
    var happened = new boolean[firstDay.length];
    int people = 0;
    for (int i = 0; i < firstDay.length; i++) {
      if (firstDay[i] <= lastDay) {
        happened[people] = secondDay[i] <= lastDay;
        days[people++] = Math.min(secondDay[i], lastDay) - firstDay[i];
      }
    }
    return Survival.of(Arrays.copyOf(days, people), Arrays.copyOf(happened, people));
  }

  /// The share that came back; empty when nobody's days have passed.
  public OptionalDouble share() {
    return eligible == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) returned / eligible);
  }

  private static void sameLength(int[] firstDay, int[] secondDay) {
    if (firstDay.length != secondDay.length) {
      throw new IllegalArgumentException("people: " + firstDay.length + " and " + secondDay.length);
    }
  }
}
