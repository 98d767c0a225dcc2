package changke.engine.cohort;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import java.util.Arrays;

/// Counts calendar cells from events, person by person: for minimum counts, filters and money.
///
/// Invariant after [#load]: `count[i]` and `value[i]` are sums over the periods before i, so every
/// span is a difference of two.
final class CalendarScan implements EventScan {

  private final People people;
  private final RetentionQuery query;
  private final RetentionTally tally;
  private final RetentionGrid grid;
  private final Rows rows;
  private final Starts starts;
  private final LocalDays calendar;
  private final Column column;
  private final int periods;
  private final int[] count;
  private final long[] value;

  CalendarScan(History history, RetentionQuery query, People people) {
    this.people = people;
    this.query = query;
    tally = RetentionTally.empty(query, history.calendar().zone());
    grid = new RetentionGrid(query, history.calendar().zone());
    rows = new Rows(grid);
    starts = new Starts(history, query, grid, rows);
    calendar = history.calendar();
    column = history.kind(query.returning().kind());
    periods = grid.periods();
    count = new int[periods + 1];
    value = new long[periods + 1];
  }

  @Override
  public RetentionTally tally() {
    return tally;
  }

  @Override
  public void run(int from, int to) {
    for (int person = from; person < to; person++) {
      if (people.contains(person)) {
        starts.find(person);
        if (starts.count > 0) {
          load(person);
          for (int i = 0; i < starts.count; i++) {
            score(starts.row[i]);
          }
        }
      }
    }
  }

  private void load(int person) {
    Arrays.fill(count, 0);
    Arrays.fill(value, 0);
    var act = query.returning();
    for (int at = column.from(person); at < column.to(person); at++) {
      int period = rows.of(calendar.dayOf(column.second(at)));
      if (period >= 0 && (!act.isFiltered() || column.amount(at) >= act.atLeastMinor())) {
        count[period + 1]++;
        value[period + 1] += column.amount(at);
      }
    }
    for (int i = 0; i < periods; i++) {
      count[i + 1] += count[i];
      value[i + 1] += value[i];
    }
  }

  private void score(int row) {
    tally.people[row]++;
    int streak = grid.every ? streak(row) : 0;
    for (int c = 0; c < grid.columns; c++) {
      int from = row + grid.low[c];
      int to = Math.min(row + grid.high[c], periods - 1) + 1;
      if (row + grid.opensAt(c) >= periods) {
        continue;
      }
      int at = row * grid.columns + c;
      tally.eligible[at]++;
      boolean back =
          grid.every ? streak >= grid.high[c] : count[to] - count[from] >= query.minCount();
      if (back) {
        tally.returned[at]++;
        tally.value[at] += value[to] - value[from];
      }
    }
  }

  /// How many periods in a row after the cohort's own have enough events.
  private int streak(int row) {
    int streak = 0;
    while (row + streak + 2 <= periods
        && count[row + streak + 2] - count[row + streak + 1] >= query.minCount()) {
      streak++;
    }
    return streak;
  }
}
