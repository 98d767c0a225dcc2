package changke.engine.cohort;

import changke.engine.days.DaySet;
import changke.engine.days.DaySets;
import changke.engine.days.Lens;
import changke.engine.days.People;
import java.util.Arrays;

/// Counts calendar cells from day sets, one chunk of people at a time.
///
/// A chunk is laid out as matrices of bits, people across and periods down: who started in a row
/// and who was active in a period. A cell is the number of bits that a row and a union (or, for
/// every period, an intersection) of periods have in common. Invariant: rows of a matrix are
/// `width` words apart and bit i is the same person in all of them.
final class DayScan {

  /// Words of a row that are counted at a time: all periods of a tile stay in the second cache.
  private static final int TILE = 512;

  private final DaySet start;
  private final DaySet returning;

  /// Where the people of a row come from.
  private enum Source {
    /// Whoever was active: rows and columns are one matrix.
    ACTIVE,
    /// Whoever was active for the first time: the same matrix again.
    FIRST_DAY,
    /// Sets of their own.
    OWN
  }

  private final RetentionQuery query;
  private final People people;
  private final RetentionTally tally;
  private final RetentionGrid grid;
  private final Lens lens = new Lens();
  private final int periods;
  private final Source source;
  private final long[] own = new long[TILE];
  private final long[] seen = new long[TILE];
  private final int[] hits = new int[4];
  private final long[] mixed = new long[TILE];
  private long[] starts = new long[0];
  private long[] active = new long[0];
  private int width;

  DayScan(DaySets sets, RetentionQuery query, People people) {
    var zone = sets.calendar().zone();
    start = sets.kind(query.start().kind());
    returning = sets.kind(query.returning().kind());
    this.query = query;
    this.people = people;
    tally = RetentionTally.empty(query, zone);
    grid = new RetentionGrid(query, zone);
    int reach = grid.rows + Arrays.stream(grid.high).max().orElse(0);
    periods = Math.min(grid.periods(), reach);
    boolean oneKind = query.start().kind() == query.returning().kind();
    if (oneKind && query.cohort() == Cohort.RECURRING) {
      source = Source.ACTIVE;
    } else if (oneKind && !sets.calendar().canTurnBack()) {
      source = Source.FIRST_DAY;
    } else {
      source = Source.OWN;
    }
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
      if (source == Source.FIRST_DAY) {
        System.arraycopy(starts, from, seen, 0, words);
      }
      for (int row = 0; row < grid.rows; row++) {
        members(row, from, words);
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
    switch (source) {
      case ACTIVE -> {}
      case FIRST_DAY -> {
        starts = cleared(starts, width);
        lens.activeBefore(start, firstDay(0), starts, 0);
      }
      case OWN -> {
        starts = cleared(starts, grid.rows * width);
        for (int day = firstDay(0); day < firstDay(grid.rows); day++) {
          if (query.cohort() == Cohort.RECURRING) {
            lens.active(start, day, starts, row(day) * width);
          } else {
            lens.starting(start, day, starts, row(day) * width);
          }
        }
      }
    }
  }

  /// Puts the row's people of this tile into `own`. Invariant: `seen` holds everybody active before
  /// the row, whose first day it therefore is not.
  private void members(int row, int from, int words) {
    int at = row * width + from;
    switch (source) {
      case ACTIVE -> System.arraycopy(active, at, own, 0, words);
      case OWN -> System.arraycopy(starts, at, own, 0, words);
      case FIRST_DAY -> Bits.takeNew(active, at, seen, own, words);
    }
  }

  private int firstDay(int row) {
    return Math.min(grid.period.firstDay(grid.firstPeriod + row), grid.today + 1);
  }

  private int row(int day) {
    return grid.period.of(day) - grid.firstPeriod;
  }

  private void score(int row, int from, int words) {
    int members = Bits.count(own, 0, words);
    if (members == 0) {
      return;
    }
    tally.people[row] += members;
    for (int c = 0; c < grid.columns && row + grid.opensAt(c) < grid.periods(); c++) {
      tally.eligible[row * grid.columns + c] += members;
    }
    switch (query.columns()) {
      case Return.On _ -> on(row, from, words);
      case Return.Every _ -> every(row, from, words);
      case Return.OnOrAfter _, Return.Bracket _ -> spans(row, from, words);
    }
  }

  private void on(int row, int from, int words) {
    int open = Math.min(grid.columns, periods - row);
    int c = 0;
    for (; c + 4 <= open; c += 4) {
      Bits.countFour(own, active, (row + c) * width + from, width, words, hits);
      for (int i = 0; i < 4; i++) {
        tally.returned[row * grid.columns + c + i] += hits[i];
      }
    }
    for (; c < open; c++) {
      tally.returned[row * grid.columns + c] +=
          Bits.countBoth(own, active, (row + c) * width + from, words);
    }
  }

  private void every(int row, int from, int words) {
    System.arraycopy(own, 0, mixed, 0, words);
    for (int c = 0; c < grid.columns && row + grid.high[c] < periods; c++) {
      if (c > 0) {
        Bits.and(mixed, active, (row + c) * width + from, words);
      }
      tally.returned[row * grid.columns + c] += Bits.count(mixed, 0, words);
    }
  }

  // Invariant: `mixed` is the union of periods row + low to row + high. Columns go backwards, so
  // that "on or after" adds one period at a time.
  private void spans(int row, int from, int words) {
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
      tally.returned[row * grid.columns + c] += Bits.countBoth(own, mixed, 0, words);
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
