package changke.bench;

import changke.engine.days.HistoryBuilder;
import changke.engine.seed.Crowd;
import java.util.Arrays;

/// One day's events in arrays, so that making them up is not part of anybody's load time.
final class Batch {

  int[] person = new int[1 << 16];
  byte[] kind = new byte[1 << 16];
  long[] second = new long[1 << 16];
  int size;

  void fill(Crowd crowd, int day) {
    size = 0;
    crowd.day(
        day,
        (who, what, when) -> {
          if (size == person.length) {
            person = Arrays.copyOf(person, size * 2);
            kind = Arrays.copyOf(kind, size * 2);
            second = Arrays.copyOf(second, size * 2);
          }
          person[size] = who;
          kind[size] = (byte) what;
          second[size++] = when;
        });
  }

  void addTo(HistoryBuilder builder) {
    for (int i = 0; i < size; i++) {
      builder.add(person[i], kind[i], second[i]);
    }
  }
}
