package changke.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/// Bytes that the engine's loops allocate for each further event, by JMH's gc profiler.
///
/// Every loop runs over the same people with once and twice the events; what a question allocates
/// once (its sums and scratch) cancels out. A funnel keeps how long each step took, 4 bytes a step
/// and its share of growing arrays: that is its answer, not its loop.
public final class HotLoopsBench implements Comparison {

  private static final double LIMIT = 1;

  @Override
  public Result run(Options options) throws Exception {
    var run =
        new OptionsBuilder()
            .include(HotLoops.class.getName())
            .forks(options.quick() ? 0 : 1)
            .warmupIterations(options.quick() ? 1 : 3)
            .measurementIterations(options.quick() ? 1 : 5)
            .warmupTime(TimeValue.milliseconds(options.quick() ? 300 : 1000))
            .measurementTime(TimeValue.milliseconds(options.quick() ? 300 : 1000))
            .addProfiler(GCProfiler.class)
            .build();
    Map<String, Map<Long, Double>> bytes = new HashMap<>();
    for (RunResult result : new Runner(run).run()) {
      var name = result.getParams().getBenchmark();
      bytes
          .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), _ -> new HashMap<>())
          .put(Long.parseLong(result.getParams().getParam("events")), allocated(result));
    }
    double worst = 0;
    for (var loop : bytes.entrySet()) {
      double once = loop.getValue().getOrDefault(1_000_000L, 0.0);
      double twice = loop.getValue().getOrDefault(2_000_000L, 0.0);
      double each = Math.max(0, (twice - once) / 1_000_000);
      System.out.printf(
          "%s: %,.0f bytes a question, %,.0f with twice the events: %.3f an event%n",
          loop.getKey(), once, twice, each);
      worst = Math.max(worst, each);
    }
    return new Result(
        "hot-loops", worst, "bytes per event", "limit", LIMIT, LIMIT / Math.max(worst, .001));
  }

  private static double allocated(RunResult result) {
    for (var name : result.getSecondaryResults().keySet()) {
      if (name.contains("alloc.rate.norm")) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
      }
    }
    throw new IllegalStateException("JMH's gc profiler gave no figure");
  }
}
