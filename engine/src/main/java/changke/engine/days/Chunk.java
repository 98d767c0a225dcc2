package changke.engine.days;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One kind's day sets of 65,536 neighbouring people.
///
/// Immutable. `active[i]` are the people active on local day `firstDay + i`; `starting[i]` those
/// whose first instant fell on it. `who` are the people with any activity in rising order and
/// `when` their first instants as unsigned seconds since 1970. Invariant: every person of `who` is
/// in exactly one starting set, and in the active set of the same day.
final class Chunk {

  static final Chunk EMPTY = new Chunk(0, new Block[0], new Block[0], new char[0], new int[0]);

  final int firstDay;
  final @Nullable Block[] active;
  final @Nullable Block[] starting;
  final char[] who;
  final int[] when;

  Chunk(
      int firstDay, @Nullable Block[] active, @Nullable Block[] starting, char[] who, int[] when) {
    this.firstDay = firstDay;
    this.active = active;
    this.starting = starting;
    this.who = who;
    this.when = when;
  }

  /// Works out the starting sets and leaves empty days away at both ends.
  static Chunk of(
      LocalDays calendar, int firstDay, @Nullable Block[] active, char[] who, int[] when) {
    int from = 0;
    int to = active.length;
    while (from < to && active[from] == null) {
      from++;
    }
    while (to > from && active[to - 1] == null) {
      to--;
    }
    if (from == to && who.length == 0) {
      return EMPTY;
    }
    var joined = new long[active.length][];
    for (int i = 0; i < who.length; i++) {
      int at = calendar.dayOf(Integer.toUnsignedLong(when[i])) - firstDay;
      if (joined[at] == null) {
        joined[at] = new long[Block.WORDS];
      }
      joined[at][who[i] >>> 6] |= 1L << who[i];
    }
    var starting = new Block[to - from];
    for (int i = from; i < to; i++) {
      starting[i - from] = joined[i] == null ? null : Block.of(joined[i]);
    }
    return new Chunk(firstDay + from, Arrays.copyOfRange(active, from, to), starting, who, when);
  }

  int endDay() {
    return firstDay + active.length;
  }

  @Nullable Block active(int day) {
    int at = day - firstDay;
    return at >= 0 && at < active.length ? active[at] : null;
  }

  @Nullable Block starting(int day) {
    int at = day - firstDay;
    return at >= 0 && at < starting.length ? starting[at] : null;
  }

  /// The first instant of a person, or -1.
  long first(int member) {
    int at = Arrays.binarySearch(who, (char) member);
    return at < 0 ? -1 : Integer.toUnsignedLong(when[at]);
  }

  /// The union of two chunks: what a late event, one more day or a merged identity comes to.
  Chunk plus(Chunk other, LocalDays calendar) {
    if (who.length == 0) {
      return other;
    }
    if (other.who.length == 0) {
      return this;
    }
    int from = Math.min(firstDay, other.firstDay);
    int days = Math.max(endDay(), other.endDay()) - from;
    var union = new Block[days];
    for (int i = 0; i < days; i++) {
      union[i] = Block.union(active(from + i), other.active(from + i));
    }
    return new Firsts(this, other, from, days, calendar).union(union);
  }

  /// This chunk without some people.
  Chunk minus(long[] gone, LocalDays calendar) {
    var rest = new Block[active.length];
    for (int i = 0; i < active.length; i++) {
      rest[i] = Block.minus(active[i], gone);
    }
    var stay = new char[who.length];
    var times = new int[who.length];
    int count = 0;
    for (int i = 0; i < who.length; i++) {
      if ((gone[who[i] >>> 6] >>> who[i] & 1) == 0) {
        stay[count] = who[i];
        times[count++] = when[i];
      }
    }
    return of(calendar, firstDay, rest, Arrays.copyOf(stay, count), Arrays.copyOf(times, count));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Chunk chunk
        && Arrays.equals(who, chunk.who)
        && Arrays.equals(when, chunk.when)
        && IntStream.range(Math.min(firstDay, chunk.firstDay), Math.max(endDay(), chunk.endDay()))
            .allMatch(day ->
                Objects.equals(active(day), chunk.active(day))
                    && Objects.equals(starting(day), chunk.starting(day)));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(who);
  }

  long bytes() {
    long bytes = 64 + 8L * active.length + 8L * starting.length + 6L * who.length;
    for (int i = 0; i < active.length; i++) {
      bytes += active[i] == null ? 0 : active[i].bytes();
      bytes += starting[i] == null ? 0 : starting[i].bytes();
    }
    return bytes;
  }
}
