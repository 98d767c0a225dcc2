package changke.engine.cohort;

import changke.engine.days.Column;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import java.util.Arrays;

/// Finds the cohort rows that one person belongs to, with the exact start instant in each.
///
/// After [#find], `row[0…count)` holds the rows and `second[0…count)` the instants; nothing is
/// allocated per person.
final class Starts {

  final int[] row;
  final long[] second;
  int count;

  private final Column column;
  private final Act act;
  private final Cohort cohort;
  private final LocalDays calendar;
  private final Rows rows;
  private final int rowCount;
  private final int[] slotOfRow;

  Starts(History history, RetentionQuery query, RetentionGrid grid, Rows rows) {
    this.rows = rows;
    column = history.kind(query.start().kind());
    act = query.start();
    cohort = query.cohort();
    calendar = history.calendar();
    rowCount = grid.rows;
    row = new int[rowCount];
    second = new long[rowCount];
    slotOfRow = new int[rowCount];
    Arrays.fill(slotOfRow, -1);
  }

  void find(int person) {
    count = 0;
    int from = column.from(person);
    int to = column.to(person);
    switch (cohort) {
      case RECURRING -> {
        for (int at = from; at < to; at++) {
          if (passes(at)) {
            put(at);
          }
        }
        for (int i = 0; i < count; i++) {
          slotOfRow[row[i]] = -1;
        }
      }
      case FIRST_MATCHING -> putFirst(from, to, to);
      case FIRST_EVER -> putFirst(from, to, endOfFirstInstant(from, to));
    }
  }

  private void putFirst(int from, int to, int end) {
    for (int at = from; at < Math.min(to, end); at++) {
      if (passes(at)) {
        put(at);
        break;
      }
    }
    if (count > 0) {
      slotOfRow[row[0]] = -1;
    }
  }

  private int endOfFirstInstant(int from, int to) {
    int end = from;
    while (end < to && column.second(end) == column.second(from)) {
      end++;
    }
    return end;
  }

  private void put(int at) {
    int own = rows.of(calendar.dayOf(column.second(at)));
    if (own >= 0 && own < rowCount && slotOfRow[own] < 0) {
      slotOfRow[own] = count;
      row[count] = own;
      second[count++] = column.second(at);
    }
  }

  private boolean passes(int at) {
    return !act.isFiltered() || column.amount(at) >= act.atLeastMinor();
  }
}
