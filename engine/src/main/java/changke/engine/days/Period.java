package changke.engine.days;

import java.time.LocalDate;

/// A calendar period, numbered without gaps: neighbours differ by one, also across a new year.
public enum Period {
  DAY {
    @Override
    public int of(int day) {
      return day;
    }

    @Override
    public int firstDay(int period) {
      return period;
    }
  },
  /// Monday to Sunday.
  ISO_WEEK {
    @Override
    public int of(int day) {
      return Math.floorDiv(day + 3, 7);
    }

    @Override
    public int firstDay(int period) {
      return period * 7 - 3;
    }
  },
  /// Sunday to Saturday.
  SUNDAY_WEEK {
    @Override
    public int of(int day) {
      return Math.floorDiv(day + 4, 7);
    }

    @Override
    public int firstDay(int period) {
      return period * 7 - 4;
    }
  },
  MONTH {
    @Override
    public int of(int day) {
      var date = LocalDate.ofEpochDay(day);
      return date.getYear() * 12 + date.getMonthValue() - 1;
    }

    @Override
    public int firstDay(int period) {
      var month = Math.floorMod(period, 12) + 1;
      return (int) LocalDate.of(Math.floorDiv(period, 12), month, 1).toEpochDay();
    }
  };

  /// The number of the period that holds a local day.
  public abstract int of(int day);

  /// The first local day of a period; the last one is the day before the next period's first.
  public abstract int firstDay(int period);

  public int of(LocalDate date) {
    return of(Math.toIntExact(date.toEpochDay()));
  }

  public LocalDate firstDate(int period) {
    return LocalDate.ofEpochDay(firstDay(period));
  }
}
