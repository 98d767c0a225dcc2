package changke.insights;

import changke.engine.cohort.Act;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.cohort.Span;
import changke.engine.cohort.Window;
import changke.engine.days.Period;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One of the retention questions that a page offers.
public record RetentionChoice(Unit unit, Shape shape, Members members, boolean rolling) {

  /// The month by month question that every report begins with.
  public static final RetentionChoice MONTHLY = of(Unit.MONTH);

  /// The length of rows and columns with how many columns are shown, how far `or after` looks, and
  /// the length of a rolling window.
  public enum Unit {
    MONTH(Period.MONTH, 24, 6, Duration.ofDays(30)),
    WEEK(Period.ISO_WEEK, 26, 12, Duration.ofDays(7)),
    DAY(Period.DAY, 30, 30, Duration.ofHours(24));

    final Period period;
    final int columns;
    final int horizon;
    final Duration window;

    Unit(Period period, int columns, int horizon, Duration window) {
      this.period = period;
      this.columns = columns;
      this.horizon = horizon;
      this.window = window;
    }

    List<Span> brackets() {
      return switch (this) {
        case MONTH -> List.of(new Span(1, 1), new Span(1, 3), new Span(1, 6), new Span(7, 12));
        case WEEK -> List.of(new Span(1, 4), new Span(5, 8), new Span(1, 13));
        case DAY -> List.of(new Span(1, 7), new Span(8, 14), new Span(15, 30));
      };
    }

    public int horizon() {
      return horizon;
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a column asks.
  public enum Shape {
    ON,
    ON_OR_AFTER,
    EVERY,
    BRACKET;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /// Who is in a row.
  public enum Members {
    FIRST_EVER,
    RECURRING;

    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public static RetentionChoice of(Unit unit) {
    return new RetentionChoice(unit, Shape.ON, Members.FIRST_EVER, false);
  }

  RetentionQuery query(ShopHistory history) {
    var period = unit.period;
    int known = period.of(history.lastDate()) - period.of(history.firstDate());
    int last = Math.min(known, unit.columns);
    var columns =
        switch (shape) {
          case ON -> new Return.On(last);
          case ON_OR_AFTER -> new Return.OnOrAfter(Math.min(last, unit.horizon), unit.horizon);
          case EVERY -> new Return.Every(last);
          case BRACKET -> new Return.Bracket(unit.brackets());
        };
    var act = Act.of(ShopHistory.ORDERED);
    return new RetentionQuery(
        members == Members.FIRST_EVER ? Cohort.FIRST_EVER : Cohort.RECURRING,
        act,
        act,
        columns,
        period,
        rolling ? new Window.Rolling(unit.window) : new Window.Calendar(),
        1,
        history.firstDate(),
        history.lastDate(),
        history.asOf());
  }
}
