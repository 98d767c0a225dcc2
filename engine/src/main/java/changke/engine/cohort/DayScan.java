package changke.engine.cohort;

import changke.engine.days.DaySet;
import changke.engine.days.Lens;
import changke.engine.days.People;
import java.time.ZoneId;
import java.util.Arrays;

/// Counts calendar cells from day sets, one chunk of people at a time.
///
/// A chunk is laid out as two matrices of bits, people across and periods down: who started in a
/// row and who was active in a period. A cell is the number of bits that a row and a union (or, for
/// every period, an intersection) of periods have in common. Invariant: rows of both matrices are
/// `width` words apart and bit i is the same person in all of them.
final class DayScan {

  /// Words of a row that are counted at a time: all periods of a tile stay in the second cache.
  private static final int TILE = 256;

  private final DaySet start;
  private final DaySet returning;
  private final RetentionQuery query;
  private final People people;
  private final RetentionTally tally;
  private final RetentionGrid grid;
  private final Lens lens = new Lens();
  private final int periods;
  private final boolean oneMatrix;
  private final int[] hits = new int[4];
  private final long[] mixed = new long[TILE];
  private long[] starts = new long[0];
  private long[] active = new long[0];
  private int width;

  DayScan(DaySet start, DaySet returning, RetentionQuery query, ZoneId zone, People people) {
    this.start = start;
    this.returning = returning;
    this.query = query;
    this.people = people;
    tally = RetentionTally.empty(query, zone);
    grid = new RetentionGrid(query, zone);
    int reach = grid.rows + Arrays.stream(grid.high).max().orElse(0);
    periods = Math.min(grid.periods(), reach);
    oneMatrix =
        query.cohort() == Cohort.RECURRING && query.start().kind() == query.returning().kind();
  }

  RetentionTally tally() {
    return tally;
  }

  void add(int chunk) {
    if (grid.rows == 0 || lens.focus(people, chunk) == 0) {
      return;
    }
    load();
    for (int from = 0; from < width; from += TILE) {
      int words = Math.min(TILE, width - from);
      for (int row = 0; row < grid.rows; row++) {
        score(row, from, words);
      }
    }
  }

  private void load() {
    width = lens.width();
    active = cleared(active, periods * width);
    for (int day = firstDay(0); day < firstDay(periods); day++) {
      lens.active(returning, day, active, row(day) * width);
    }
    if (oneMatrix) {
      starts = active;
      return;
    }
    starts = cleared(starts, grid.rows * width);
    for (int day = firstDay(0); day < firstDay(grid.rows); day++) {
      if (query.cohort() == Cohort.RECURRING) {
        lens.active(start, day, starts, row(day) * width);
      } else {
        lens.starting(start, day, starts, row(day) * width);
      }
    }
  }

  private int firstDay(int row) {
    return Math.min(grid.period.firstDay(grid.firstPeriod + row), grid.today + 1);
  }

  private int row(int day) {
    return grid.period.of(day) - grid.firstPeriod;
  }

  private void score(int row, int from, int words) {
    int own = row * width + from;
    int members = Bits.count(starts, own, words);
    if (members == 0) {
      return;
    }
    tally.people[row] += members;
    for (int c = 0; c < grid.columns && row + grid.opensAt(c) < grid.periods(); c++) {
      tally.eligible[row * grid.columns + c] += members;
    }
    switch (query.columns()) {
      case Return.On _ -> on(row, own, from, words);
      case Return.Every _ -> every(row, own, from, words);
      case Return.OnOrAfter _, Return.Bracket _ -> spans(row, own, from, words);
    }
  }

  private void on(int row, int own, int from, int words) {
    int open = Math.min(grid.columns, periods - row);
    int c = 0;
    for (; c + 4 <= open; c += 4) {
      Bits.countFour(starts, own, active, (row + c) * width + from, width, words, hits);
      for (int i = 0; i < 4; i++) {
        tally.returned[row * grid.columns + c + i] += hits[i];
      }
    }
    for (; c < open; c++) {
      tally.returned[row * grid.columns + c] +=
          Bits.countBoth(starts, own, active, (row + c) * width + from, words);
    }
  }

  private void every(int row, int own, int from, int words) {
    System.arraycopy(starts, own, mixed, 0, words);
    for (int c = 0; c < grid.columns && row + grid.high[c] < periods; c++) {
      if (c > 0) {
        Bits.and(mixed, active, (row + c) * width + from, words);
      }
      tally.returned[row * grid.columns + c] += Bits.count(mixed, 0, words);
    }
  }

  // Invariant: `mixed` is the union of periods row + low to row + high. Columns go backwards, so
  // that "on or after" adds one period at a time.
  private void spans(int row, int own, int from, int words) {
    int low = 0;
    int high = -1;
    for (int c = grid.columns - 1; c >= 0; c--) {
      int first = grid.low[c];
      int last = Math.min(grid.high[c], periods - 1 - row);
      if (first > last) {
        continue;
      }
      if (high != last || first > low) {
        Arrays.fill(mixed, 0, words, 0);
        low = last + 1;
        high = last;
      }
      while (low > first) {
        Bits.or(mixed, active, (row + --low) * width + from, words);
      }
      tally.returned[row * grid.columns + c] += Bits.countBoth(starts, own, mixed, 0, words);
    }
  }

  private static long[] cleared(long[] words, int size) {
    if (words.length < size) {
      return new long[size];
    }
    Arrays.fill(words, 0, size, 0);
    return words;
  }
}
