package changke.engine.segment;

import java.util.Arrays;

/// What is known of people as whole numbers: a column for each trait.
///
/// Amounts are minor units, days are local day numbers, choices are numbers given by the caller.
public final class Traits {

  /// The value of somebody without the trait.
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final long[][] columns;

  public Traits(int traits, int people) {
    columns = new long[traits][people];
    for (var column : columns) {
      Arrays.fill(column, UNKNOWN);
    }
  }

  public void set(int trait, int person, long value) {
    columns[trait][person] = value;
  }

  public long get(int trait, int person) {
    return columns[trait][person];
  }

  long[] column(int trait) {
    return columns[trait];
  }
}
