package changke.engine.days;

import java.util.ArrayList;
import java.util.Arrays;

/// Pairs of a person and a number, collected in any order.
final class Moves {

  private long[] pairs = new long[64];
  private int size;

  /// `number` is a day or a second, both below 2³².
  void add(int person, long number) {
    if (size == pairs.length) {
      pairs = Arrays.copyOf(pairs, size * 2);
    }
    pairs[size++] = (long) person << 32 | number;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// The set that has these days and, for each person, the earliest of these first instants.
  static DaySet daySet(Moves days, Moves firsts, LocalDays calendar) {
    Arrays.sort(days.pairs, 0, days.size);
    Arrays.sort(firsts.pairs, 0, firsts.size);
    int firstDay = Integer.MAX_VALUE;
    int lastDay = Integer.MIN_VALUE;
    for (int i = 0; i < days.size; i++) {
      firstDay = Math.min(firstDay, (int) days.pairs[i]);
      lastDay = Math.max(lastDay, (int) days.pairs[i]);
    }
    var builder = new ChunkBuilder(calendar, firstDay, lastDay);
    var chunks = new ArrayList<Chunk>();
    int last = (int) (days.pairs[days.size - 1] >> 48);
    for (int chunk = 0, day = 0, first = 0; chunk <= last; chunk++) {
      for (; day < days.size && days.pairs[day] >> 48 == chunk; day++) {
        builder.active((int) (days.pairs[day] >> 32) & 0xffff, (int) days.pairs[day]);
      }
      for (long before = -1; first < firsts.size && firsts.pairs[first] >> 48 == chunk; first++) {
        long person = firsts.pairs[first] >> 32;
        if (person != before) {
          builder.first((int) person & 0xffff, firsts.pairs[first] & 0xffffffffL);
        }
        before = person;
      }
      chunks.add(builder.build());
    }
    return new DaySet(chunks);
  }
}
