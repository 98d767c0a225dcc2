package changke.insights;

import changke.engine.cohort.Cell;
import changke.engine.cohort.RetentionTable;
import java.util.Currency;

/// What cohorts brought in, cell by cell.
final class CohortMoney {

  private CohortMoney() {}

  static long of(Cell cell) {
    return switch (cell) {
      case Cell.Future f -> 0;
      case Cell.Open o -> o.valueMinor();
      case Cell.Closed c -> c.valueMinor();
    };
  }

  /// @param since the heading of the column that counts the cohort's periods
  static String csv(RetentionTable table, String since, Currency currency) {
    var csv = new Csv("cohort", "people", since, "state", "net");
    for (var row : table.rows()) {
      for (int column = 0; column < row.cells().size(); column++) {
        var cell = row.cells().get(column);
        var net = cell instanceof Cell.Future ? "" : Decimals.major(of(cell), currency);
        csv.row(row.firstDate(), row.people(), column, state(cell), net);
      }
    }
    return csv.toString();
  }

  private static String state(Cell cell) {
    return switch (cell) {
      case Cell.Future f -> "FUTURE";
      case Cell.Open o -> "OPEN";
      case Cell.Closed c -> "CLOSED";
    };
  }
}
