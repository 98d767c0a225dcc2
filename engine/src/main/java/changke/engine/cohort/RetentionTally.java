package changke.engine.cohort;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;

/// The sums behind a retention table, row by row and cell by cell.
///
/// Tallies of the same query over disjoint groups of people merge by addition, in any order, to the
/// tally of them all: that is how work is spread over threads and machines. Serializable for that.
public final class RetentionTally implements Serializable {

  private static final long serialVersionUID = 1;

  private final RetentionQuery query;
  private final ZoneId zone;

  /// People by row; the others by row × columns + column.
  final long[] people;

  final long[] returned;
  final long[] eligible;
  final long[] value;

  private RetentionTally(RetentionQuery query, ZoneId zone, int rows, int columns) {
    this.query = query;
    this.zone = zone;
    people = new long[rows];
    returned = new long[rows * columns];
    eligible = new long[rows * columns];
    value = new long[rows * columns];
  }

  /// The tally of nobody, the neutral element of [#merge].
  public static RetentionTally empty(RetentionQuery query, ZoneId zone) {
    var grid = new RetentionGrid(query, zone);
    return new RetentionTally(query, zone, grid.rows, grid.columns);
  }

  /// Those who returned in a cell so far, or the people of the row for column -1; 0 outside.
  long count(int row, int column) {
    if (row < 0 || row >= people.length || column < -1) {
      return 0;
    }
    int columns = returned.length / people.length;
    return column < 0 ? people[row] : column < columns ? returned[row * columns + column] : 0;
  }

  /// Adds the other tally to this one and returns this one.
  ///
  /// @throws IllegalArgumentException when it answers another query or zone
  public RetentionTally merge(RetentionTally other) {
    if (!query.equals(other.query) || !zone.equals(other.zone)) {
      throw new IllegalArgumentException("tallies of different questions");
    }
    add(people, other.people);
    add(returned, other.returned);
    add(eligible, other.eligible);
    add(value, other.value);
    return this;
  }

  /// Reads the table off the sums.
  public RetentionTable table() {
    var grid = new RetentionGrid(query, zone);
    var rows = new ArrayList<RetentionTable.Row>();
    for (int row = 0; row < grid.rows; row++) {
      var cells = new ArrayList<Cell>();
      for (int column = 0; column < grid.columns; column++) {
        cells.add(cell(grid, row, column));
      }
      rows.add(new RetentionTable.Row(grid.firstDate(row), people[row], cells));
    }
    var mean = new ArrayList<RetentionTable.Mean>();
    for (int column = 0; column < grid.columns; column++) {
      mean.add(mean(grid, column));
    }
    return new RetentionTable(query, zone, rows, mean);
  }

  private Cell cell(RetentionGrid grid, int row, int column) {
    int at = row * grid.columns + column;
    var closes = grid.closes(row, column);
    return switch (grid.state(row, column)) {
      case FUTURE -> new Cell.Future(closes);
      case OPEN -> new Cell.Open(returned[at], eligible[at], value[at], closes);
      case CLOSED -> new Cell.Closed(returned[at], eligible[at], value[at], closes);
    };
  }

  private RetentionTable.Mean mean(RetentionGrid grid, int column) {
    long back = 0;
    long asked = 0;
    long brought = 0;
    for (int row = 0; row < grid.rows; row++) {
      if (grid.state(row, column) == RetentionGrid.State.CLOSED) {
        back += returned[row * grid.columns + column];
        asked += eligible[row * grid.columns + column];
        brought += value[row * grid.columns + column];
      }
    }
    return new RetentionTable.Mean(back, asked, brought);
  }

  private static void add(long[] sums, long[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }
}
