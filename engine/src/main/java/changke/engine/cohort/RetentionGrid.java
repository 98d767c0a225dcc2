package changke.engine.cohort;

import changke.engine.days.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/// A query laid on the calendar: which rows there are and how far each cell has come.
///
/// Rows and columns count from 0; a row's period number is `firstPeriod` plus the row.
final class RetentionGrid {

  enum State {
    FUTURE,
    OPEN,
    CLOSED
  }

  final Period period;
  final int firstPeriod;
  final int today;
  final int nowPeriod;
  final int rows;
  final int columns;
  final boolean every;
  final int[] low;
  final int[] high;
  private final RetentionQuery query;
  private final ZoneId zone;

  RetentionGrid(RetentionQuery query, ZoneId zone) {
    this.query = query;
    this.zone = zone;
    period = query.period();
    firstPeriod = period.of(query.from());
    today = Math.toIntExact(LocalDate.ofInstant(query.asOf(), zone).toEpochDay());
    nowPeriod = period.of(today);
    rows = Math.max(0, Math.min(period.of(query.to()), nowPeriod) - firstPeriod + 1);
    var spans = query.columns().spans();
    columns = spans.size();
    every = query.columns() instanceof Return.Every;
    low = spans.stream().mapToInt(Span::from).toArray();
    high = spans.stream().mapToInt(Span::to).toArray();
  }

  /// Periods from the first row's to the running one.
  int periods() {
    return Math.max(0, nowPeriod - firstPeriod + 1);
  }

  /// The earliest offset at which the column can have a number.
  int opensAt(int column) {
    return every ? high[column] : low[column];
  }

  State state(int row, int column) {
    return switch (query.window()) {
      case Window.Calendar _ -> {
        int own = firstPeriod + row;
        if (own + opensAt(column) > nowPeriod) {
          yield State.FUTURE;
        }
        yield own + high[column] < nowPeriod ? State.CLOSED : State.OPEN;
      }
      case Window.Rolling rolling -> {
        long length = rolling.length().toSeconds();
        if (startOf(row).plusSeconds(opensAt(column) * length).isAfter(query.asOf())) {
          yield State.FUTURE;
        }
        yield closing(row, column).isAfter(query.asOf()) ? State.OPEN : State.CLOSED;
      }
    };
  }

  LocalDate closes(int row, int column) {
    return LocalDate.ofInstant(closing(row, column), zone);
  }

  LocalDate firstDate(int row) {
    return period.firstDate(firstPeriod + row);
  }

  private Instant closing(int row, int column) {
    return switch (query.window()) {
      case Window.Calendar _ -> startOf(row + high[column] + 1);
      case Window.Rolling rolling ->
          startOf(row + 1).plusSeconds((high[column] + 1) * rolling.length().toSeconds());
    };
  }

  private Instant startOf(int row) {
    return firstDate(row).atStartOfDay(zone).toInstant();
  }
}
