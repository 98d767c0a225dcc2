package changke.engine.days;

import java.util.List;

/// Events of people, sorted by kind, person and time: what day sets cannot answer is read from here
/// (rolling windows, counts, money, funnels, paths).
///
/// Immutable. Instants are whole seconds since 1970. Events are a bag: the order in which they
/// arrived does not matter, and an event that arrived twice counts twice.
public final class History {

  private final LocalDays calendar;
  private final int people;
  private final List<Column> columns;

  History(LocalDays calendar, int people, List<Column> columns) {
    this.calendar = calendar;
    this.people = people;
    this.columns = columns;
  }

  public static HistoryBuilder in(LocalDays calendar) {
    return new HistoryBuilder(calendar);
  }

  public LocalDays calendar() {
    return calendar;
  }

  /// One more than the highest person.
  public int people() {
    return people;
  }

  /// How many kinds there are, counting those without an event.
  public int kinds() {
    return columns.size();
  }

  /// One kind's events; empty for a kind that nobody ever did.
  public Column kind(int kind) {
    return kind < columns.size() ? columns.get(kind) : Column.EMPTY;
  }

  public long events() {
    long events = 0;
    for (var column : columns) {
      events += column.size();
    }
    return events;
  }
}
