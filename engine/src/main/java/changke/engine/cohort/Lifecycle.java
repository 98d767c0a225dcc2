package changke.engine.cohort;

import changke.engine.days.DaySet;
import changke.engine.days.DaySets;
import changke.engine.days.Lens;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Where the active people of each period came from, and how many went silent.
///
/// New is the first activity over all history, also before the first row. Counts over disjoint
/// people merge with [#merge].
public final class Lifecycle implements Serializable {

  private static final long serialVersionUID = 1;

  private final Period period;
  private final int first;
  private final int running;
  private final long[] fresh;
  private final long[] returning;
  private final long[] resurrected;
  private final long[] dormant;

  /// One period. New, returning and resurrected people together are the active ones.
  ///
  /// @param returning active in the period before as well
  /// @param resurrected active before, but not in the period before
  /// @param dormant active in the period before, not in this one
  /// @param closed whether the period is over; a running one only says how far it has come
  public record Row(
      LocalDate firstDate,
      long fresh,
      long returning,
      long resurrected,
      long dormant,
      boolean closed) {

    public long active() {
      return fresh + returning + resurrected;
    }
  }

  private Lifecycle(Period period, int first, int rows, int running) {
    this.period = period;
    this.first = first;
    this.running = running;
    fresh = new long[rows];
    returning = new long[rows];
    resurrected = new long[rows];
    dormant = new long[rows];
  }

  /// The periods from the one of `from` to the one of `to`, or the running one.
  public static Lifecycle of(
      DaySets sets,
      int kind,
      Period period,
      LocalDate from,
      LocalDate to,
      Instant asOf,
      People people) {
    var set = sets.kind(kind);
    int today = Math.toIntExact(sets.calendar().dateOf(asOf).toEpochDay());
    int first = period.of(from);
    int rows = Math.max(0, Math.min(period.of(to), period.of(today)) - first + 1);
    return IntStream.range(0, set.chunks())
        .parallel()
        .collect(
            () ->
                new Scan(set, new Lifecycle(period, first, rows, period.of(today)), today, people),
            Scan::add,
            (scan, other) -> scan.result.merge(other.result))
        .result;
  }

  /// Adds the other counts to these and returns these.
  public Lifecycle merge(Lifecycle other) {
    for (int row = 0; row < fresh.length; row++) {
      fresh[row] += other.fresh[row];
      returning[row] += other.returning[row];
      resurrected[row] += other.resurrected[row];
      dormant[row] += other.dormant[row];
    }
    return this;
  }

  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (int row = 0; row < fresh.length; row++) {
      rows.add(
          new Row(
              period.firstDate(first + row),
              fresh[row],
              returning[row],
              resurrected[row],
              dormant[row],
              first + row < running));
    }
    return rows;
  }

  private static final class Scan {
    final Lifecycle result;
    private final Lens lens = new Lens();
    private final DaySet set;
    private final int today;
    private final People people;
    private final long[] starting = new long[Lens.WORDS];
    private long[] active = new long[Lens.WORDS];
    private long[] before = new long[Lens.WORDS];

    Scan(DaySet set, Lifecycle result, int today, People people) {
      this.set = set;
      this.result = result;
      this.today = today;
      this.people = people;
    }

    void add(int chunk) {
      if (lens.focus(people, chunk) == 0) {
        return;
      }
      load(result.first - 1);
      for (int row = 0; row < result.fresh.length; row++) {
        var last = before;
        before = active;
        active = last;
        load(result.first + row);
        count(row);
      }
    }

    private void load(int number) {
      Arrays.fill(active, 0);
      Arrays.fill(starting, 0);
      int end = Math.min(result.period.firstDay(number + 1), today + 1);
      for (int day = result.period.firstDay(number); day < end; day++) {
        lens.active(set, day, active, 0);
        lens.starting(set, day, starting, 0);
      }
    }

    private void count(int row) {
      for (int i = 0; i < lens.width(); i++) {
        long old = active[i] & ~starting[i];
        result.fresh[row] += Long.bitCount(starting[i]);
        result.returning[row] += Long.bitCount(old & before[i]);
        result.resurrected[row] += Long.bitCount(old & ~before[i]);
        result.dormant[row] += Long.bitCount(before[i] & ~active[i]);
      }
    }
  }
}
