package changke.engine.segment;

import changke.engine.days.DaySet;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Answers conditions for one chunk of 65,536 people as words of 64.
///
/// Invariant: the answer for a mask is a subset of the mask, and only people in it are looked at;
/// so the dear conditions of an "and" are asked of those who are still in question.
final class Answer {

  static final int WORDS = DaySet.CHUNK_WORDS;

  private final DaySets sets;
  private final History history;
  private final Traits traits;
  private final int chunk;
  private final int today;

  Answer(DaySets sets, History history, Traits traits, int chunk, int today) {
    this.sets = sets;
    this.history = history;
    this.traits = traits;
    this.chunk = chunk;
    this.today = today;
  }

  long[] of(Condition condition, long[] mask) {
    return switch (condition) {
      case Condition.ActiveDays c -> activeDays(c, mask);
      case Condition.Times c -> times(c, mask);
      case Condition.InSequence c -> inSequence(c, mask);
      case Condition.Trait c -> trait(c, mask);
      case Condition.And c -> and(c.all(), mask);
      case Condition.Or c -> or(c.any(), mask);
      case Condition.Not c -> minus(mask, of(c.condition(), mask));
    };
  }

  // Invariant: reached[i] are those with more than i days so far.
  private long[] activeDays(Condition.ActiveDays c, long[] mask) {
    var set = sets.kind(c.kind());
    var reached = new long[c.atLeast()][WORDS];
    var row = new long[WORDS];
    for (int day = firstDay(set, c.days()); day < endDay(set); day++) {
      if (c.atLeast() == 1) {
        set.addActive(chunk, day, reached[0]);
        continue;
      }
      Arrays.fill(row, 0);
      set.addActive(chunk, day, row);
      for (int n = c.atLeast() - 1; n > 0; n--) {
        addBoth(reached[n], reached[n - 1], row);
      }
      add(reached[0], row);
    }
    return keep(reached[c.atLeast() - 1], mask);
  }

  // Invariant: done[i] are those who did the first i + 1 kinds on rising days before this one.
  private long[] inSequence(Condition.InSequence c, long[] mask) {
    int steps = c.kinds().size();
    var done = new long[steps][WORDS];
    var row = new long[WORDS];
    int first = Integer.MAX_VALUE;
    int end = Integer.MIN_VALUE;
    for (int kind : c.kinds()) {
      first = Math.min(first, firstDay(sets.kind(kind), c.days()));
      end = Math.max(end, endDay(sets.kind(kind)));
    }
    for (int day = first; day < end; day++) {
      for (int step = steps - 1; step > 0; step--) {
        Arrays.fill(row, 0);
        sets.kind(c.kinds().get(step)).addActive(chunk, day, row);
        addBoth(done[step], done[step - 1], row);
      }
      sets.kind(c.kinds().getFirst()).addActive(chunk, day, done[0]);
    }
    return keep(done[steps - 1], mask);
  }

  private long[] times(Condition.Times c, long[] mask) {
    var set = sets.kind(c.kind());
    var some = new long[WORDS];
    for (int day = firstDay(set, c.days()); day < endDay(set); day++) {
      set.addActive(chunk, day, some);
    }
    keep(some, mask);
    if (c.atLeast() == 1) {
      return some;
    }
    int from = today - Math.min(c.days() - 1, today + 1);
    var column = history.kind(c.kind());
    var calendar = history.calendar();
    for (int i = 0; i < WORDS; i++) {
      for (long rest = some[i]; rest != 0; rest &= rest - 1) {
        int person = (chunk << 16) + (i << 6) + Long.numberOfTrailingZeros(rest);
        int count = 0;
        for (int at = column.to(person) - 1;
            at >= column.from(person) && count < c.atLeast();
            at--) {
          int day = calendar.dayOf(column.second(at));
          count += day >= from && day <= today ? 1 : 0;
        }
        if (count < c.atLeast()) {
          some[i] ^= Long.lowestOneBit(rest);
        }
      }
    }
    return some;
  }

  private long[] trait(Condition.Trait c, long[] mask) {
    var result = new long[WORDS];
    var column = traits.column(c.trait());
    long low = Math.max(lowest(c.is(), c.value()), Traits.UNKNOWN + 1);
    long high = highest(c.is(), c.value());
    for (int i = 0; i < WORDS; i++) {
      if (mask[i] != 0) {
        result[i] = between(column, (chunk << 16) + (i << 6), low, high) & mask[i];
      }
    }
    return result;
  }

  private static long lowest(Condition.Comparison is, long value) {
    return switch (is) {
      case EQUAL, AT_LEAST -> value;
      case MORE -> value + 1;
      case LESS, AT_MOST -> Long.MIN_VALUE;
    };
  }

  /// Nothing is above the highest or below the lowest value: there the range is empty.
  private static long highest(Condition.Comparison is, long value) {
    return switch (is) {
      case EQUAL, AT_MOST -> value;
      case LESS -> value == Long.MIN_VALUE ? value : value - 1;
      case MORE -> value == Long.MAX_VALUE ? Long.MIN_VALUE : Long.MAX_VALUE;
      case AT_LEAST -> Long.MAX_VALUE;
    };
  }

  private static long between(long[] column, int base, long low, long high) {
    int people = Math.min(64, column.length - base);
    long word = 0;
    for (int bit = 0; bit < people; bit++) {
      long value = column[base + bit];
      word |= (value >= low && value <= high ? 1L : 0L) << bit;
    }
    return word;
  }

  private long[] and(List<Condition> all, long[] mask) {
    var rest = mask.clone();
    for (var condition : all.stream().sorted(Comparator.comparingInt(Answer::cost)).toList()) {
      rest = of(condition, rest);
    }
    return rest;
  }

  private long[] or(List<Condition> any, long[] mask) {
    var found = new long[WORDS];
    for (var condition : any.stream().sorted(Comparator.comparingInt(Answer::cost)).toList()) {
      add(found, of(condition, minus(mask, found)));
    }
    return found;
  }

  private static int cost(Condition condition) {
    return switch (condition) {
      case Condition.Trait _ -> 2;
      case Condition.ActiveDays c -> c.atLeast() == 1 ? 1 : 3;
      case Condition.InSequence _ -> 4;
      case Condition.Times _ -> 9;
      case Condition.Not c -> cost(c.condition());
      case Condition.And c -> c.all().stream().mapToInt(Answer::cost).sum();
      case Condition.Or c -> c.any().stream().mapToInt(Answer::cost).sum();
    };
  }

  private int firstDay(DaySet set, int days) {
    return Math.max(set.firstDay(chunk), today - Math.min(days - 1, today + 1));
  }

  private int endDay(DaySet set) {
    return Math.min(set.endDay(chunk), today + 1);
  }

  private static long[] minus(long[] mask, long[] less) {
    var rest = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      rest[i] = mask[i] & ~less[i];
    }
    return rest;
  }

  private static long[] keep(long[] words, long[] mask) {
    for (int i = 0; i < WORDS; i++) {
      words[i] &= mask[i];
    }
    return words;
  }

  private static void add(long[] into, long[] more) {
    for (int i = 0; i < WORDS; i++) {
      into[i] |= more[i];
    }
  }

  private static void addBoth(long[] into, long[] one, long[] other) {
    for (int i = 0; i < WORDS; i++) {
      into[i] |= one[i] & other[i];
    }
  }
}
