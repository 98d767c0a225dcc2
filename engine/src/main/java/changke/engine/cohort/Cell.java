package changke.engine.cohort;

import java.time.LocalDate;

/// One cell of a retention table: what is known of it, and when it is final.
public sealed interface Cell {

  /// The local date of the instant from which the cell no longer changes; a calendar cell is final
  /// from the start of that date.
  LocalDate closes();

  /// Its time has not come: there is no number.
  record Future(LocalDate closes) implements Cell {}

  /// Still filling: the count so far of the people who can be asked already.
  ///
  /// @param valueMinor what those who returned brought within the span, in minor units
  record Open(long returned, long eligible, long valueMinor, LocalDate closes) implements Cell {
    public Interval interval() {
      return Interval.of(returned, eligible);
    }
  }

  /// Finished.
  record Closed(long returned, long eligible, long valueMinor, LocalDate closes) implements Cell {
    public double share() {
      return eligible == 0 ? 0 : (double) returned / eligible;
    }

    public Interval interval() {
      return Interval.of(returned, eligible);
    }
  }
}
