package changke.bench;

import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.days.Period;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import changke.engine.seed.Crowd;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;

/// From 10 to 300 million events with 50 for each person: what an event costs to build and to ask
/// about, and how that changes with size.
///
/// Measured on one thread in its processor time, so that neither the number of chunks nor what else
/// runs on the machine bends the figures.
public final class GrowthBench implements Comparison {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 120;

  /// How many events are built again to find the best time of a size.
  private static final long REBUILT = 60_000_000;

  private static final long QUICKLY_REBUILT = 5_000_000;

  private record Built(History history, DaySets sets, double nanosPerEvent) {}

  private record Cost(double build, double retention, double funnel) {}

  @Override
  public Result run(Options options) throws Exception {
    try (var oneThread = new ForkJoinPool(1)) {
      return oneThread.submit(() -> grow(options)).get();
    }
  }

  private static Result grow(Options options) throws Exception {
    var sizes =
        Arrays.stream(
                options
                    .text("sizes", options.quick() ? "500000,1000000" : "10,30,100,300")
                    .split(","))
            .mapToLong(Long::parseLong)
            .map(size -> size < 1000 ? size * 1_000_000 : size)
            .toArray();
    double seconds = options.quick() ? 0.5 : 10;
    long rebuilt = options.quick() ? QUICKLY_REBUILT : REBUILT;
    // The compiler's work belongs to no size: the smallest is measured twice and counts once.
    measure(sizes[0], seconds, rebuilt);
    var costs = new Cost[sizes.length];
    for (int i = 0; i < sizes.length; i++) {
      costs[i] = measure(sizes[i], seconds, rebuilt);
    }
    double build = rise(Arrays.stream(costs).map(Cost::build));
    double retention = rise(Arrays.stream(costs).map(Cost::retention));
    double funnel = rise(Arrays.stream(costs).map(Cost::funnel));
    double worst = Math.max(build, Math.max(retention, funnel));
    var last = costs[costs.length - 1];
    return new Result("growth", last.build, "ns per event", "limit", 1.3, worst)
        .also("rise_build", build)
        .also("rise_retention", retention)
        .also("rise_funnel", funnel);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /// Milliseconds of processor time of the best run, tried for as long at every size.
  private static double best(double seconds, Runnable work) {
    long best = Long.MAX_VALUE;
    for (long spent = 0; spent < seconds * 1e9; ) {
      long start = now();
      work.run();
      long nanos = now() - start;
      best = Math.min(best, nanos);
      spent += nanos;
    }
    return best / 1e6;
  }

  private static double rise(Stream<Double> costs) {
    var all = costs.toList();
    return all.stream().mapToDouble(c -> c).max().orElse(1)
        / all.stream().mapToDouble(c -> c).min().orElse(1);
  }

  private static Built build(Crowd crowd) {
    var builder = History.in(LocalDays.of(ZONE));
    var batch = new Batch();
    long nanos = 0;
    for (int day = 0; day < DAYS; day++) {
      batch.fill(crowd, day);
      long start = now();
      batch.addTo(builder);
      nanos += now() - start;
    }
    long start = now();
    var history = builder.build();
    var sets = DaySets.of(history);
    nanos += now() - start;
    return new Built(history, sets, (double) nanos / history.events());
  }

  /// Small sizes are built several times and the best counts, as it does for the queries.
  private static Built best(Crowd crowd, long events, long rebuilt) {
    var best = build(crowd);
    for (long built = events; built + events <= rebuilt; built += events) {
      var again = build(crowd);
      best = again.nanosPerEvent < best.nanosPerEvent ? again : best;
    }
    return best;
  }

  private static Cost measure(long events, double seconds, long rebuilt) {
    int people = (int) (events / 50);
    var crowd = new Crowd(1, people, events, DAYS, 20, FIRST.atStartOfDay(ZONE).toEpochSecond());
    var built = best(crowd, events, rebuilt);
    var history = built.history;
    var sets = built.sets;
    double build = built.nanosPerEvent;
    var chosen = People.of(people, person -> Integer.hashCode(person * 0x9e3779b9) % 10 < 3);
    var last = FIRST.plusDays(DAYS - 1);
    var query =
        RetentionQuery.of(
                0,
                new Return.On(30),
                Period.DAY,
                FIRST,
                last,
                last.plusDays(1).atStartOfDay(ZONE).toInstant())
            .by(Cohort.RECURRING);
    var retention = best(seconds, () -> Retention.tally(sets, query, chosen));
    var steps = FunnelQuery.of(List.of(0, 2, 4, 6), Duration.ofDays(7));
    var funnel = best(seconds, () -> Funnel.tally(history, steps, chosen));
    System.out.printf(
        "%,d events, %,d people: build %.1f ns an event; retention %.2f ms, %.3f ns; funnel %.1f ms,"
            + " %.3f ns; day sets %,d MB, columns %,d MB, heap in use %,d MB of at most %,d%n",
        history.events(),
        people,
        build,
        retention,
        retention * 1e6 / history.events(),
        funnel,
        funnel * 1e6 / history.events(),
        sets.bytes() >> 20,
        history.bytes() >> 20,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
    return new Cost(build, retention * 1e6 / history.events(), funnel * 1e6 / history.events());
  }
}
