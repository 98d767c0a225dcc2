package changke.engine.cohort;

import changke.engine.days.Period;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;

/// One retention question.
///
/// @param period the length of a row, and of a column in a calendar window
/// @param from the first row is the period that holds this local date
/// @param to the last row is the period that holds this date, or the one that holds `asOf`
/// @param minCount how many return events a span needs; with [Return.Every], each of its periods
/// @param asOf decides which cells are finished; what the history knows of the local day of `asOf`
///   is counted as far as it is known, later days are not
public record RetentionQuery(
    Cohort cohort,
    Act start,
    Act returning,
    Return columns,
    Period period,
    Window window,
    int minCount,
    LocalDate from,
    LocalDate to,
    Instant asOf)
    implements Serializable {

  public RetentionQuery {
    if (minCount < 1 || to.isBefore(from) || columns.spans().isEmpty()) {
      throw new IllegalArgumentException(
          "minimum count %d, rows %s to %s, %d columns"
              .formatted(minCount, from, to, columns.spans().size()));
    }
  }

  /// First-ever cohorts of one kind of activity that return by the same kind.
  public static RetentionQuery of(
      int kind, Return columns, Period period, LocalDate from, LocalDate to, Instant asOf) {
    return new RetentionQuery(
        Cohort.FIRST_EVER,
        Act.of(kind),
        Act.of(kind),
        columns,
        period,
        new Window.Calendar(),
        1,
        from,
        to,
        asOf);
  }

  /// Whether day sets can answer it: calendar periods, every event counts, once is enough.
  public boolean isAboutDaysOnly() {
    return window instanceof Window.Calendar
        && minCount == 1
        && !start.isFiltered()
        && !returning.isFiltered();
  }

  public RetentionQuery by(Cohort cohort) {
    return new RetentionQuery(
        cohort, start, returning, columns, period, window, minCount, from, to, asOf);
  }

  public RetentionQuery starting(Act start) {
    return new RetentionQuery(
        cohort, start, returning, columns, period, window, minCount, from, to, asOf);
  }

  public RetentionQuery returning(Act returning) {
    return new RetentionQuery(
        cohort, start, returning, columns, period, window, minCount, from, to, asOf);
  }

  public RetentionQuery in(Window window) {
    return new RetentionQuery(
        cohort, start, returning, columns, period, window, minCount, from, to, asOf);
  }

  public RetentionQuery atLeast(int minCount) {
    return new RetentionQuery(
        cohort, start, returning, columns, period, window, minCount, from, to, asOf);
  }
}
