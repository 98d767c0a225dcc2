package changke.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/// Times a piece of work several times.
final class Clock {

  private Clock() {}

  /// An answer with its times in milliseconds.
  record Timed<T>(T answer, double bestMs, double medianMs) {}

  static <T> Timed<T> time(int times, Callable<T> work) throws Exception {
    var ms = new double[times];
    long start = System.nanoTime();
    T answer = work.call();
    ms[0] = (System.nanoTime() - start) / 1e6;
    for (int i = 1; i < times; i++) {
      start = System.nanoTime();
      answer = work.call();
      ms[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(ms);
    return new Timed<>(answer, ms[0], ms[times / 2]);
  }
}
