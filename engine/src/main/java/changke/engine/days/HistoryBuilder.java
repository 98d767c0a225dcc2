package changke.engine.days;

import java.util.ArrayList;
import java.util.Arrays;

/// Collects events in any order and sorts them once.
///
/// Not for several threads at a time. Amounts are signed minor units of one currency; give an order
/// its net amount, so that a refund goes back to the order it belongs to.
public final class HistoryBuilder {

  private final LocalDays calendar;
  private int[] person = new int[1024];
  private short[] kind = new short[1024];
  private long[] second = new long[1024];
  private long[] amount = new long[0];
  private int size;
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
  /// @throws IllegalArgumentException for a negative person or a kind outside 0…32767
  public HistoryBuilder add(int person, int kind, long epochSecond, long amountMinor) {
    if (person < 0 || kind < 0 || kind > Short.MAX_VALUE) {
      throw new IllegalArgumentException("person " + person + ", kind " + kind);
    }
    if (size == this.person.length) {
      grow();
    }
    if (amountMinor != 0) {
      if (amount.length == 0) {
        amount = new long[this.person.length];
      }
      amount[size] = amountMinor;
    }
    this.person[size] = person;
    this.kind[size] = (short) kind;
    second[size++] = epochSecond;
    people = Math.max(people, person + 1);
    kinds = Math.max(kinds, kind + 1);
    return this;
  }

  /// The sorted history; the builder stays usable.
  ///
  /// @throws IllegalArgumentException when the events of one kind span more than 68 years
  public History build() {
    var columns = new ArrayList<Column>(kinds);
    for (int k = 0; k < kinds; k++) {
      columns.add(column(k));
    }
    return new History(calendar, people, columns);
  }

  private Column column(int wanted) {
    long earliest = Long.MAX_VALUE;
    long latest = Long.MIN_VALUE;
    boolean money = false;
    var start = new int[people + 1];
    for (int i = 0; i < size; i++) {
      if (kind[i] == wanted) {
        start[person[i] + 1]++;
        earliest = Math.min(earliest, second[i]);
        latest = Math.max(latest, second[i]);
        money |= amount.length != 0 && amount[i] != 0;
      }
    }
    if (earliest > latest) {
      return Column.EMPTY;
    }
    if (latest - earliest > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("events of kind " + wanted + " span more than 68 years");
    }
    Arrays.parallelPrefix(start, Integer::sum);
    var seconds = new int[start[people]];
    var amounts = money ? new long[seconds.length] : null;
    var next = Arrays.copyOf(start, people);
    for (int i = 0; i < size; i++) {
      if (kind[i] == wanted) {
        int at = next[person[i]]++;
        seconds[at] = (int) (second[i] - earliest);
        if (amounts != null) {
          amounts[at] = amount[i];
        }
      }
    }
    for (int p = 0; p < people; p++) {
      Slices.sort(seconds, amounts, start[p], start[p + 1]);
    }
    return new Column(earliest, start, seconds, amounts);
  }

  private void grow() {
    int wider = size + (size >> 1);
    person = Arrays.copyOf(person, wider);
    kind = Arrays.copyOf(kind, wider);
    second = Arrays.copyOf(second, wider);
    if (amount.length != 0) {
      amount = Arrays.copyOf(amount, wider);
    }
  }
}
