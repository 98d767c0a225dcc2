package changke.engine.value;

import java.util.OptionalDouble;

/// How often the people of a shop order, in four sums.
///
/// @param people those with at least one paid order
/// @param once those with exactly one
/// @param gaps orders that followed another one by the same person
/// @param gapDays days between first and last order, over all people
public record RepeatOrders(long people, long once, long gaps, long gapDays) {

  /// Adds up the people; who has no order is left out.
  ///
  /// @param orders paid orders of each person
  /// @param firstDay local day number of the first one
  /// @param lastDay local day number of the last one
  public static RepeatOrders of(int[] orders, int[] firstDay, int[] lastDay) {
    if (orders.length != firstDay.length || orders.length != lastDay.length) {
      throw new IllegalArgumentException(
          "people: " + orders.length + ", " + firstDay.length + " and " + lastDay.length);
    }
    long people = 0;
    long once = 0;
    long gaps = 0;
    long gapDays = 0;
    for (int i = 0; i < orders.length; i++) {
      if (orders[i] > 0) {
        people++;
        once += orders[i] == 1 ? 1 : 0;
        gaps += orders[i] - 1;
        gapDays += (long) lastDay[i] - firstDay[i];
      }
    }
    return new RepeatOrders(people, once, gaps, gapDays);
  }

  public RepeatOrders plus(RepeatOrders other) {
    return new RepeatOrders(
        people + other.people, once + other.once, gaps + other.gaps, gapDays + other.gapDays);
  }

  /// The share of people with exactly one order; empty when nobody has ordered.
  public OptionalDouble singleShare() {
    return people == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) once / people);
  }

  /// The mean of all gaps between neighbouring orders, so frequent buyers weigh more; empty when
  /// nobody has ordered twice. Gaps that are still open are not in it: [Repurchase#timeToSecond]
  /// does not have that flaw.
  public OptionalDouble meanGapDays() {
    return gaps == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) gapDays / gaps);
  }
}
