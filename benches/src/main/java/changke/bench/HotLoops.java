package changke.bench;

import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTally;
import changke.engine.cohort.Return;
import changke.engine.cohort.Window;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.days.Period;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import changke.engine.funnel.FunnelTally;
import changke.engine.funnel.PathQuery;
import changke.engine.funnel.PathTally;
import changke.engine.funnel.Paths;
import changke.engine.funnel.Trails;
import changke.engine.seed.Crowd;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// The loops over events and day sets, for JMH's gc profiler: `./bench hot-loops`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class HotLoops {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int DAYS = 120;

  /// Twice the events for the same people: what grows with it is allocated per event.
  @Param({"1000000", "2000000"})
  long events;

  private People people = People.none(0);
  private DaySets sets = DaySets.empty(LocalDays.of(ZONE));
  private History history = History.in(LocalDays.of(ZONE)).build();
  private Trails trails = Trails.of(history);

  @Setup
  public void fill() {
    var crowd = new Crowd(1, 20_000, events, DAYS, 20, FIRST.atStartOfDay(ZONE).toEpochSecond());
    var builder = History.in(LocalDays.of(ZONE));
    for (int day = 0; day < DAYS; day++) {
      crowd.day(day, builder::add);
    }
    history = builder.build();
    sets = DaySets.of(history);
    trails = Trails.of(history);
    people = People.of(history.people(), person -> person % 3 == 0);
  }

  @Benchmark
  public RetentionTally retentionFromDaySets() {
    return Retention.tally(sets, query(), people);
  }

  @Benchmark
  public RetentionTally retentionFromEvents() {
    return Retention.tally(history, query().atLeast(2), people);
  }

  @Benchmark
  public RetentionTally rollingRetention() {
    var rolling = query().in(new Window.Rolling(Duration.ofDays(1)));
    return Retention.tally(history, rolling, people);
  }

  @Benchmark
  public FunnelTally funnel() {
    return Funnel.tally(history, FunnelQuery.of(List.of(0, 1, 2, 3), Duration.ofDays(7)), people);
  }

  @Benchmark
  public FunnelTally funnelWithoutRepeats() {
    var query =
        FunnelQuery.of(List.of(0, 1, 2, 3), Duration.ofDays(1)).order(FunnelQuery.Order.NO_REPEATS);
    return Funnel.tally(history, query, people);
  }

  @Benchmark
  public PathTally paths() {
    return Paths.tally(trails, new PathQuery(List.of(0, 1, 2, 3, 4), -1, 5, true, 4), people);
  }

  private static RetentionQuery query() {
    var last = FIRST.plusDays(DAYS - 1);
    return RetentionQuery.of(
            0,
            new Return.On(30),
            Period.DAY,
            FIRST,
            last,
            last.plusDays(1).atStartOfDay(ZONE).toInstant())
        .by(Cohort.RECURRING);
  }
}
