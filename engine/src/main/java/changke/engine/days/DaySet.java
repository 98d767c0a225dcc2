package changke.engine.days;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One kind of activity: for each person the exact set of local days, and the first instant.
///
/// Immutable; [#plus] shares what did not change. Laid out by chunks of 65,536 people and then by
/// day, so that one more day is one more set and a question reads the days it asks for.
public final class DaySet {

  /// How many words of 64 people a chunk is.
  public static final int CHUNK_WORDS = Block.WORDS;

  static final DaySet EMPTY = new DaySet(List.of());

  private final List<Chunk> chunks;

  DaySet(List<Chunk> chunks) {
    this.chunks = List.copyOf(chunks);
  }

  /// How many chunks of 65,536 people there are.
  public int chunks() {
    return chunks.size();
  }

  Chunk chunk(int index) {
    return index < chunks.size() ? chunks.get(index) : Chunk.EMPTY;
  }

  List<Chunk> list() {
    return chunks;
  }

  /// The first local day with any activity; [Integer#MAX_VALUE] when there is none.
  public int firstDay() {
    int first = Integer.MAX_VALUE;
    for (var chunk : chunks) {
      first = chunk.active.length == 0 ? first : Math.min(first, chunk.firstDay);
    }
    return first;
  }

  /// The day after the last one with any activity; [Integer#MIN_VALUE] when there is none.
  public int endDay() {
    int end = Integer.MIN_VALUE;
    for (var chunk : chunks) {
      end = chunk.active.length == 0 ? end : Math.max(end, chunk.endDay());
    }
    return end;
  }

  /// The first local day of one chunk; [Integer#MAX_VALUE] when it is empty.
  public int firstDay(int chunk) {
    return chunk(chunk).active.length == 0 ? Integer.MAX_VALUE : chunk(chunk).firstDay;
  }

  /// The day after the last one of one chunk; [Integer#MIN_VALUE] when it is empty.
  public int endDay(int chunk) {
    return chunk(chunk).active.length == 0 ? Integer.MIN_VALUE : chunk(chunk).endDay();
  }

  /// Adds the people of one chunk who were active on a local day to [#CHUNK_WORDS] words.
  public void addActive(int chunk, int day, long[] into) {
    var block = chunk(chunk).active(day);
    if (block != null) {
      block.orInto(into, 0);
    }
  }

  /// How many of some people were active on a local day.
  public int countActive(int day, People people) {
    int count = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var block = chunks.get(i).active(day);
      count += block == null ? 0 : block.count(people, i * CHUNK_WORDS);
    }
    return count;
  }

  /// How many of some people were active for the first time on a local day.
  public int countStarting(int day, People people) {
    int count = 0;
    for (int i = 0; i < chunks.size(); i++) {
      var block = chunks.get(i).starting(day);
      count += block == null ? 0 : block.count(people, i * CHUNK_WORDS);
    }
    return count;
  }

  /// Who was active on one of the local days from `first` until before `end`.
  public People activeWithin(int first, int end) {
    return collected(first, end, Chunk::active);
  }

  /// Whose first activity was on one of the local days from `first` until before `end`.
  public People startingWithin(int first, int end) {
    return collected(first, end, Chunk::starting);
  }

  /// The people of one day of a chunk.
  private interface Day {
    @Nullable Block of(Chunk chunk, int day);
  }

  private People collected(int first, int end, Day days) {
    var words = new long[chunks.size() * CHUNK_WORDS];
    for (int i = 0; i < chunks.size(); i++) {
      var chunk = chunks.get(i);
      for (int day = Math.max(first, chunk.firstDay); day < Math.min(end, chunk.endDay()); day++) {
        var block = days.of(chunk, day);
        if (block != null) {
          block.orInto(words, i * CHUNK_WORDS);
        }
      }
    }
    return People.ofWords(words, words.length * 64);
  }

  public boolean isActive(int person, int day) {
    var block = chunk(person >>> 16).active(day);
    return block != null && block.contains(person & 0xffff);
  }

  /// The person's first instant in seconds since 1970, or -1 for somebody who never did it.
  public long first(int person) {
    return chunk(person >>> 16).first(person & 0xffff);
  }

  /// The person's local days in rising order.
  public int[] days(int person) {
    var chunk = chunk(person >>> 16);
    return IntStream.range(chunk.firstDay, chunk.endDay())
        .filter(day -> isActive(person, day))
        .toArray();
  }

  /// How many different people did it at least once.
  public int people() {
    return chunks.stream().mapToInt(chunk -> chunk.who.length).sum();
  }

  /// How many pairs of a person and a day it holds.
  public long personDays() {
    long count = 0;
    for (var chunk : chunks) {
      for (var block : chunk.active) {
        count += block == null ? 0 : block.count();
      }
    }
    return count;
  }

  /// Bytes of the sets and the first instants in memory.
  public long bytes() {
    return chunks.stream().mapToLong(Chunk::bytes).sum();
  }

  DaySet plus(DaySet other, LocalDays calendar) {
    var union = new ArrayList<Chunk>();
    for (int i = 0; i < Math.max(chunks(), other.chunks()); i++) {
      union.add(chunk(i).plus(other.chunk(i), calendar));
    }
    return new DaySet(union);
  }

  /// Moves the days of some people to others; `moved` in rising order.
  DaySet moved(int[] moved, IntUnaryOperator to, LocalDays calendar) {
    var rest = new ArrayList<Chunk>(chunks);
    var days = new Moves();
    var firsts = new Moves();
    for (int i = 0, at = 0; i < rest.size(); i++) {
      var gone = new long[Block.WORDS];
      int from = at;
      for (; at < moved.length && moved[at] >>> 16 == i; at++) {
        gone[(moved[at] & 0xffff) >>> 6] |= 1L << moved[at];
      }
      if (at > from) {
        for (int j = from; j < at; j++) {
          for (int day : days(moved[j])) {
            days.add(to.applyAsInt(moved[j]), day);
          }
          if (first(moved[j]) >= 0) {
            firsts.add(to.applyAsInt(moved[j]), first(moved[j]));
          }
        }
        rest.set(i, rest.get(i).minus(gone, calendar));
      }
    }
    return days.isEmpty()
        ? this
        : new DaySet(rest).plus(Moves.daySet(days, firsts, calendar), calendar);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DaySet set
        && IntStream.range(0, Math.max(chunks(), set.chunks()))
            .allMatch(i -> chunk(i).equals(set.chunk(i)));
  }

  @Override
  public int hashCode() {
    return people();
  }
}
