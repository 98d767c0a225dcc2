package changke.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.Callable;

/// Times a piece of work several times.
final class Clock {

  private Clock() {}

  /// An answer with its times in milliseconds. `cpuMs` is the processor time of the whole process
  /// for one run, averaged over the later half of the runs: it means the same on a busy machine.
  record Timed<T>(T answer, double bestMs, double medianMs, double cpuMs) {}

  static <T> Timed<T> time(int times, Callable<T> work) throws Exception {
    var ms = new double[times];
    long cpu = processNanos();
    long start = System.nanoTime();
    T answer = work.call();
    ms[0] = (System.nanoTime() - start) / 1e6;
    int counted = 1;
    for (int i = 1; i < times; i++) {
      if (i == times / 2) {
        cpu = processNanos();
        counted = 0;
      }
      start = System.nanoTime();
      answer = work.call();
      ms[i] = (System.nanoTime() - start) / 1e6;
      counted++;
    }
    double cpuMs = (processNanos() - cpu) / 1e6 / counted;
    Arrays.sort(ms);
    return new Timed<>(answer, ms[0], ms[times / 2], cpuMs);
  }

  private static long processNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
