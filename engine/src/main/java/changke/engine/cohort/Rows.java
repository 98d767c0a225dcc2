package changke.engine.cohort;

import changke.engine.days.Period;

/// A table from local days to periods counted from the first row's; -1 outside the table.
final class Rows {

  private final int firstDay;
  private final int[] rowOfDay;

  /// Up to the running day of the grid.
  Rows(RetentionGrid grid) {
    this(grid.period, grid.firstPeriod, grid.today + 1);
  }

  Rows(Period period, int firstPeriod, int endDay) {
    firstDay = period.firstDay(firstPeriod);
    rowOfDay = new int[Math.max(0, endDay - firstDay)];
    for (int i = 0; i < rowOfDay.length; i++) {
      rowOfDay[i] = period.of(firstDay + i) - firstPeriod;
    }
  }

  int of(int day) {
    int at = day - firstDay;
    return at >= 0 && at < rowOfDay.length ? rowOfDay[at] : -1;
  }
}
