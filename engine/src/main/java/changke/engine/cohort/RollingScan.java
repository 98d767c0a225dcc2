package changke.engine.cohort;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.People;

/// Counts rolling cells: each person's windows begin at the person's own start instant, and only
/// people whose window has ended are asked.
final class RollingScan implements EventScan {

  private final People people;
  private final RetentionQuery query;
  private final RetentionTally tally;
  private final RetentionGrid grid;
  private final Starts starts;
  private final Column column;
  private final long length;
  private int first;
  private int end;

  RollingScan(History history, RetentionQuery query, long length, People people) {
    this.people = people;
    this.query = query;
    this.length = length;
    tally = RetentionTally.empty(query, history.calendar().zone());
    grid = new RetentionGrid(query, history.calendar().zone());
    starts = new Starts(history, query, grid, new Rows(grid));
    column = history.kind(query.returning().kind());
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
        first = column.from(person);
        end = column.to(person);
        for (int i = 0; i < starts.count; i++) {
          score(starts.row[i], starts.second[i]);
        }
      }
    }
  }

  // Columns mostly follow each other, so that one begins where the last one ended.
  private void score(int row, long start) {
    tally.people[row]++;
    int streak = grid.every ? streak(start) : 0;
    int known = first;
    long knownSecond = Long.MIN_VALUE;
    for (int c = 0; c < grid.columns; c++) {
      long closing = start + (grid.high[c] + 1) * length;
      if (closing > query.asOf().getEpochSecond()) {
        continue;
      }
      int at = row * grid.columns + c;
      tally.eligible[at]++;
      long opening = start + grid.low[c] * length;
      int from = opening == knownSecond ? known : column.lowerBound(first, end, opening);
      int to = column.lowerBound(from, end, closing);
      known = to;
      knownSecond = closing;
      boolean back = grid.every ? streak >= grid.high[c] : matching(from, to) >= query.minCount();
      if (back) {
        tally.returned[at]++;
        tally.value[at] += amount(from, to);
      }
    }
  }

  private int streak(long start) {
    int streak = 0;
    while (streak < grid.high[grid.columns - 1]) {
      int from = column.lowerBound(first, end, start + (streak + 1) * length);
      int to = column.lowerBound(from, end, start + (streak + 2) * length);
      if (matching(from, to) < query.minCount()) {
        break;
      }
      streak++;
    }
    return streak;
  }

  private int matching(int from, int to) {
    if (!query.returning().isFiltered()) {
      return to - from;
    }
    int matching = 0;
    for (int at = from; at < to; at++) {
      if (column.amount(at) >= query.returning().atLeastMinor()) {
        matching++;
      }
    }
    return matching;
  }

  private long amount(int from, int to) {
    long amount = 0;
    for (int at = from; at < to; at++) {
      if (!query.returning().isFiltered()
          || column.amount(at) >= query.returning().atLeastMinor()) {
        amount += column.amount(at);
      }
    }
    return amount;
  }
}
