package changke.engine.cohort;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.People;

/// Counts rolling cells: each person's windows begin at the person's own start instant, and only
/// people whose window has ended are asked.
final class RollingScan {

  private final History history;
  private final RetentionQuery query;
  private final RetentionTally tally;
  private final RetentionGrid grid;
  private final Starts starts;
  private final Column column;
  private final long length;
  private int from;
  private int to;

  RollingScan(History history, RetentionQuery query, long length, RetentionTally tally) {
    this.history = history;
    this.query = query;
    this.length = length;
    this.tally = tally;
    grid = new RetentionGrid(query, history.calendar().zone());
    starts = new Starts(history, query, grid, new Rows(grid));
    column = history.kind(query.returning().kind());
  }

  void run(People people) {
    for (int person = 0; person < history.people(); person++) {
      if (people.contains(person)) {
        starts.find(person);
        from = column.from(person);
        to = column.to(person);
        for (int i = 0; i < starts.count; i++) {
          score(starts.row[i], starts.second[i]);
        }
      }
    }
  }

  private void score(int row, long start) {
    tally.people[row]++;
    int streak = grid.every ? streak(start) : 0;
    for (int c = 0; c < grid.columns; c++) {
      long end = start + (grid.high[c] + 1) * length;
      if (end > query.asOf().getEpochSecond()) {
        continue;
      }
      int at = row * grid.columns + c;
      tally.eligible[at]++;
      int first = column.lowerBound(from, to, start + grid.low[c] * length);
      int last = column.lowerBound(first, to, end);
      boolean back =
          grid.every ? streak >= grid.high[c] : matching(first, last) >= query.minCount();
      if (back) {
        tally.returned[at]++;
        tally.value[at] += amount(first, last);
      }
    }
  }

  private int streak(long start) {
    int streak = 0;
    while (streak < grid.high[grid.columns - 1]) {
      int first = column.lowerBound(from, to, start + (streak + 1) * length);
      int last = column.lowerBound(first, to, start + (streak + 2) * length);
      if (matching(first, last) < query.minCount()) {
        break;
      }
      streak++;
    }
    return streak;
  }

  private int matching(int first, int last) {
    if (!query.returning().isFiltered()) {
      return last - first;
    }
    int matching = 0;
    for (int at = first; at < last; at++) {
      if (column.amount(at) >= query.returning().atLeastMinor()) {
        matching++;
      }
    }
    return matching;
  }

  private long amount(int first, int last) {
    long amount = 0;
    for (int at = first; at < last; at++) {
      if (!query.returning().isFiltered()
          || column.amount(at) >= query.returning().atLeastMinor()) {
        amount += column.amount(at);
      }
    }
    return amount;
  }
}
