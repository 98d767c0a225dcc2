package changke.engine.cohort;

import changke.engine.days.Period;

/// A table from local days to periods counted from the first row's; -1 outside the table.
final class Rows {

  private final int firstDay;
  private final int[] rowOfDay;

  Rows(RetentionGrid grid) {
    this(grid.period, grid.firstPeriod, grid.periods());
  }

  Rows(Period period, int firstPeriod, int periods) {
    firstDay = period.firstDay(firstPeriod);
    rowOfDay = new int[Math.max(0, period.firstDay(firstPeriod + periods) - firstDay)];
    for (int i = 0; i < rowOfDay.length; i++) {
      rowOfDay[i] = period.of(firstDay + i) - firstPeriod;
    }
  }

  int of(int day) {
    int at = day - firstDay;
    return at >= 0 && at < rowOfDay.length ? rowOfDay[at] : -1;
  }
}
