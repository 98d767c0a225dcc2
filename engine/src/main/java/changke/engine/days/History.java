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

  /// The history as seen when some numbers are one person; this one keeps what came under each.
  public History united(Identities identities) {
    var builder = new HistoryBuilder(calendar);
    for (int kind = 0; kind < kinds(); kind++) {
      var column = kind(kind);
      for (int person = 0; person < people; person++) {
        int own = identities.of(person);
        for (int at = column.from(person); at < column.to(person); at++) {
          builder.add(own, kind, column.second(at), column.amount(at));
        }
      }
    }
    return builder.build();
  }

  /// Bytes of all columns in memory.
  public long bytes() {
    long bytes = 0;
    for (var column : columns) {
      bytes += column.bytes();
    }
    return bytes;
  }

  public long events() {
    long events = 0;
    for (var column : columns) {
      events += column.size();
    }
    return events;
  }
}
