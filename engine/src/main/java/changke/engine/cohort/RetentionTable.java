package changke.engine.cohort;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/// A retention table with everything that a reader needs to judge it.
///
/// @param mean one for each column: all closed cells of the column pooled
public record RetentionTable(RetentionQuery query, ZoneId zone, List<Row> rows, List<Mean> mean) {

  /// Below this many people a cohort is marked as tiny.
  public static final int TINY = 30;

  public RetentionTable {
    rows = List.copyOf(rows);
    mean = List.copyOf(mean);
  }

  /// One cohort.
  ///
  /// @param firstDate the first local date of the cohort's period
  public record Row(LocalDate firstDate, long people, List<Cell> cells) {
    public Row {
      cells = List.copyOf(cells);
    }

    public boolean isTiny() {
      return people < TINY;
    }
  }

  /// Returners over eligible people, summed over closed cells only.
  public record Mean(long returned, long eligible, long valueMinor) {
    public double share() {
      return eligible == 0 ? 0 : (double) returned / eligible;
    }

    public Interval interval() {
      return Interval.of(returned, eligible);
    }
  }
}
