package changke.engine.days;

import java.util.ArrayList;
import java.util.List;

/// Collects events in any order and sorts them once.
///
/// Takes 8 bytes an event until it is built (16 with money). Not for several threads at a time.
/// People should be numbered densely from 0: a history costs 4 bytes for each person and kind, and
/// a partition of people is given numbers of its own. Amounts are signed minor units of one
/// currency; give an order its net amount, so that a refund goes back to the order it belongs to.
public final class HistoryBuilder {

  private final LocalDays calendar;
  private final List<Arrivals> blocks = new ArrayList<>();
  private int people;
  private int kinds;

  HistoryBuilder(LocalDays calendar) {
    this.calendar = calendar;
  }

  public HistoryBuilder add(int person, int kind, long epochSecond) {
    return add(person, kind, epochSecond, 0);
  }

  /// Adds one event.
  ///
  /// @throws IllegalArgumentException for a negative person, a kind outside 0…32767 or a second
  ///   more than 540 years from 1970
  public HistoryBuilder add(int person, int kind, long epochSecond, long amountMinor) {
    if (person < 0
        || person == Integer.MAX_VALUE
        || kind < 0
        || kind > Short.MAX_VALUE
        || !Arrivals.canHold(epochSecond)) {
      throw new IllegalArgumentException(
          "person " + person + ", kind " + kind + ", second " + epochSecond);
    }
    int block = person >>> Arrivals.SHIFT;
    while (blocks.size() <= block) {
      blocks.add(new Arrivals());
    }
    blocks.get(block).add(person, kind, epochSecond, amountMinor);
    people = Math.max(people, person + 1);
    kinds = Math.max(kinds, kind + 1);
    return this;
  }

  /// The sorted history; the builder stays usable.
  ///
  /// @throws IllegalArgumentException when the events of one kind span more than 68 years
  public History build() {
    return new History(calendar, people, new Sorting(blocks, people, kinds).columns());
  }
}
