package changke.engine.days;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Sorts arrivals into columns: counts, lays the slices out, puts every event in its place.
///
/// Blocks of people are sorted in parallel; they write to disjoint stretches of the same columns.
/// Kinds are taken in groups, so that the counters of a block stay small however many there are.
final class Sorting {

  private static final int GROUP = 64;

  private final List<Arrivals> blocks;
  private final int people;
  private final int kinds;

  /// By block and kind: how many events, until [#layOut] turns it into where they begin.
  private final int[][] place;

  private final long[] earliest;
  private final long[] latest;
  private final boolean[] money;
  private final int[] @Nullable [] start;
  private final int[] @Nullable [] seconds;
  private final long[] @Nullable [] amounts;

  Sorting(List<Arrivals> blocks, int people, int kinds) {
    this.blocks = blocks;
    this.people = people;
    this.kinds = kinds;
    place = new int[blocks.size()][kinds];
    earliest = new long[kinds];
    latest = new long[kinds];
    money = new boolean[kinds];
    start = new int[kinds][];
    seconds = new int[kinds][];
    amounts = new long[kinds][];
    Arrays.fill(earliest, Long.MAX_VALUE);
    Arrays.fill(latest, Long.MIN_VALUE);
  }

  List<Column> columns() {
    IntStream.range(0, blocks.size()).parallel().forEach(this::count);
    layOut();
    IntStream.range(0, blocks.size()).parallel().forEach(this::place);
    var columns = new ArrayList<Column>(kinds);
    for (int k = 0; k < kinds; k++) {
      var own = start[k];
      columns.add(
          own == null
              ? Column.EMPTY
              : new Column(earliest[k], latest[k], own, events(k), amounts[k]));
    }
    return columns;
  }

  private void count(int block) {
    var arrivals = blocks.get(block);
    var first = new long[kinds];
    var last = new long[kinds];
    var paid = new boolean[kinds];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MIN_VALUE);
    for (int page = 0; page < arrivals.pages(); page++) {
      var keys = arrivals.keys(page);
      boolean anyMoney = arrivals.amounts(page) != null;
      for (int i = 0; i < arrivals.size(page); i++) {
        int kind = Arrivals.kind(keys[i]);
        long second = Arrivals.second(keys[i]);
        place[block][kind]++;
        first[kind] = Math.min(first[kind], second);
        last[kind] = Math.max(last[kind], second);
        paid[kind] |= anyMoney;
      }
    }
    synchronized (this) {
      for (int k = 0; k < kinds; k++) {
        earliest[k] = Math.min(earliest[k], first[k]);
        latest[k] = Math.max(latest[k], last[k]);
        money[k] |= paid[k];
      }
    }
  }

  private void layOut() {
    for (int k = 0; k < kinds; k++) {
      int size = 0;
      for (var own : place) {
        int count = own[k];
        own[k] = size;
        size = Math.addExact(size, count);
      }
      if (size > 0) {
        if (latest[k] - earliest[k] > Integer.MAX_VALUE) {
          throw new IllegalArgumentException("events of kind " + k + " span more than 68 years");
        }
        start[k] = new int[people + 1];
        start[k][people] = size;
        seconds[k] = new int[size];
        amounts[k] = money[k] ? new long[size] : null;
      }
    }
  }

  private void place(int block) {
    int base = block << Arrivals.SHIFT;
    int width = Math.min(Arrivals.PEOPLE, people - base);
    for (int from = 0; from < kinds; from += GROUP) {
      int group = Math.min(GROUP, kinds - from);
      var next = counters(block, from, group, width);
      fill(block, from, group, width, next);
      for (int k = from; k < from + group; k++) {
        var own = start[k];
        if (own != null) {
          int at = place[block][k];
          for (int p = 0; p < width; p++) {
            int end = next[(k - from) * width + p];
            Slices.sort(events(k), amounts[k], at, end);
            own[base + p] = at;
            at = end;
          }
        }
      }
    }
  }

  /// For each kind of the group and person of the block: where the person's slice begins.
  private int[] counters(int block, int from, int group, int width) {
    var arrivals = blocks.get(block);
    var next = new int[group * width];
    for (int page = 0; page < arrivals.pages(); page++) {
      var keys = arrivals.keys(page);
      for (int i = 0; i < arrivals.size(page); i++) {
        int kind = Arrivals.kind(keys[i]) - from;
        if (kind >= 0 && kind < group) {
          next[kind * width + Arrivals.person(keys[i])]++;
        }
      }
    }
    for (int kind = 0; kind < group; kind++) {
      int at = place[block][from + kind];
      for (int i = kind * width; i < (kind + 1) * width; i++) {
        int count = next[i];
        next[i] = at;
        at += count;
      }
    }
    return next;
  }

  /// Puts every event where `next` says; afterwards `next` holds the ends of the slices.
  private void fill(int block, int from, int group, int width, int[] next) {
    var arrivals = blocks.get(block);
    for (int page = 0; page < arrivals.pages(); page++) {
      var keys = arrivals.keys(page);
      var paid = arrivals.amounts(page);
      for (int i = 0; i < arrivals.size(page); i++) {
        int kind = Arrivals.kind(keys[i]);
        if (kind >= from && kind < from + group) {
          int at = next[(kind - from) * width + Arrivals.person(keys[i])]++;
          events(kind)[at] = (int) (Arrivals.second(keys[i]) - earliest[kind]);
          if (paid != null) {
            amounts(kind)[at] = paid[i];
          }
        }
      }
    }
  }

  private int[] events(int kind) {
    return Objects.requireNonNull(seconds[kind]);
  }

  private long[] amounts(int kind) {
    return Objects.requireNonNull(amounts[kind]);
  }
}
