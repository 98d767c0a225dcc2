package changke.engine.cohort;

import changke.engine.days.DaySet;
import changke.engine.days.DaySets;
import changke.engine.days.Lens;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How regularly people come.
///
/// Counts over disjoint people merge with [#merge].
public final class Stickiness implements Serializable {

  private static final long serialVersionUID = 1;

  private final long[] byPeriods;

  private Stickiness(int periods) {
    byPeriods = new long[periods + 1];
  }

  /// Counts in how many of the periods from the one of `from` to the one of `to` people did
  /// something of a kind. With days of a month this is the picture beside DAU / MAU.
  public static Stickiness of(
      DaySets sets, int kind, Period period, LocalDate from, LocalDate to, People people) {
    var set = sets.kind(kind);
    int first = period.of(from);
    int last = period.of(to);
    return IntStream.range(0, set.chunks())
        .parallel()
        .collect(
            () -> new Scan(set, period, first, last, people),
            Scan::add,
            (scan, other) -> scan.result.merge(other.result))
        .result;
  }

  /// Adds the other counts to these and returns these.
  public Stickiness merge(Stickiness other) {
    for (int i = 0; i < byPeriods.length; i++) {
      byPeriods[i] += other.byPeriods[i];
    }
    return this;
  }

  /// People active in exactly this many of the periods, from 1; nobody is counted for 0.
  public long people(int periods) {
    return byPeriods[periods];
  }

  /// People active in at least one period: MAU, when the periods are the days of a month.
  public long active() {
    long active = 0;
    for (long people : byPeriods) {
      active += people;
    }
    return active;
  }

  /// The mean number of people active in a period over those active in any: DAU / MAU, when the
  /// periods are the days of a month. 0 when nobody was.
  public double ratio() {
    long sum = 0;
    for (int i = 1; i < byPeriods.length; i++) {
      sum += i * byPeriods[i];
    }
    long active = active();
    return active == 0 ? 0 : (double) sum / (byPeriods.length - 1) / active;
  }

  // Invariant: bit j of person i's number of periods is bit i of plane j.
  private static final class Scan {
    final Stickiness result;
    private final Lens lens = new Lens();
    private final DaySet set;
    private final Period period;
    private final int first;
    private final int last;
    private final People people;
    private final long[] row = new long[Lens.WORDS];
    private final long[][] plane;

    Scan(DaySet set, Period period, int first, int last, People people) {
      this.set = set;
      this.period = period;
      this.first = first;
      this.last = last;
      this.people = people;
      int periods = last - first + 1;
      result = new Stickiness(periods);
      plane = new long[32 - Integer.numberOfLeadingZeros(periods)][Lens.WORDS];
    }

    void add(int chunk) {
      if (lens.focus(people, chunk) == 0) {
        return;
      }
      for (var bits : plane) {
        Arrays.fill(bits, 0);
      }
      for (int p = first; p <= last; p++) {
        Arrays.fill(row, 0);
        for (int day = period.firstDay(p); day < period.firstDay(p + 1); day++) {
          lens.active(set, day, row, 0);
        }
        for (var bits : plane) {
          carry(bits);
        }
      }
      for (int bit = 0; bit < lens.width() * 64; bit++) {
        int periods = 0;
        for (int j = 0; j < plane.length; j++) {
          periods |= (int) (plane[j][bit >>> 6] >>> bit & 1) << j;
        }
        if (periods > 0) {
          result.byPeriods[periods]++;
        }
      }
    }

    private void carry(long[] bits) {
      for (int i = 0; i < row.length; i++) {
        long both = bits[i] & row[i];
        bits[i] ^= row[i];
        row[i] = both;
      }
    }
  }
}
