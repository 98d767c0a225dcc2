package changke.engine;

import static org.assertj.core.api.Assertions.assertThat;

import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.Return;
import changke.engine.cohort.Window;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.days.Period;
import changke.engine.funnel.Funnel;
import changke.engine.funnel.FunnelQuery;
import changke.engine.funnel.PathQuery;
import changke.engine.funnel.Paths;
import changke.engine.funnel.Trails;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The same people with five times the events must not cost five times the memory: what a question
/// allocates belongs to the question, its busiest person and its answer. The people fit into one
/// block, so that one thread does all the work and its allocation can be read.
class AllocationTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  private static final int FEW = 40_000;
  private static final int MANY = 200_000;
  private static final int MOST_ROUNDS = 200;

  private final History few = history(FEW);
  private final History many = history(MANY);

  private interface Question {
    Object ask(History history);
  }

  @Test
  void retention_from_events_allocates_nothing_per_event() {
    assertNothingPerEvent(history -> Retention.table(history, query().atLeast(2)));
  }

  @Test
  void rolling_retention_allocates_nothing_per_event() {
    var rolling = query().in(new Window.Rolling(Duration.ofDays(1)));
    assertNothingPerEvent(history -> Retention.table(history, rolling));
  }

  @Test
  void retention_from_day_sets_allocates_nothing_per_event() {
    var fewSets = DaySets.of(few);
    var manySets = DaySets.of(many);
    assertNothingPerEvent(history -> Retention.table(history == few ? fewSets : manySets, query()));
  }

  /// Of a funnel nobody gets beyond the first step of: how long steps took is its answer.
  @Test
  void a_funnel_allocates_nothing_per_event() {
    var query = FunnelQuery.of(List.of(0, 1, 7), Duration.ZERO).rising(true);
    assertNothingPerEvent(history -> Funnel.tally(history, query, People.all(history.people())));
    var strict = query.order(FunnelQuery.Order.NO_REPEATS);
    assertNothingPerEvent(history -> Funnel.tally(history, strict, People.all(history.people())));
  }

  @Test
  void paths_allocate_nothing_per_event() {
    var query = new PathQuery(List.of(0, 1, 2), -1, 5, true, 3);
    var fewTrails = Trails.of(few);
    var manyTrails = Trails.of(many);
    assertNothingPerEvent(history ->
        Paths.tally(history == few ? fewTrails : manyTrails, query, People.all(history.people())));
  }

  /// Asked again until the compiler has seen through the loop: on a busy machine that takes a
  /// while.
  private void assertNothingPerEvent(Question question) {
    long leastFew = Long.MAX_VALUE;
    long leastMany = Long.MAX_VALUE;
    double each = Double.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && !(each < .5); round++) {
      leastFew = Math.min(leastFew, allocated(question, few));
      leastMany = Math.min(leastMany, allocated(question, many));
      each = (double) (leastMany - leastFew) / (MANY - FEW);
    }
    assertThat(each).as("bytes for each further event").isLessThan(.5);
  }

  private static long allocated(Question question, History history) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertThat(question.ask(history)).isNotNull();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static RetentionQuery query() {
    return RetentionQuery.of(
        0,
        new Return.On(30),
        Period.DAY,
        FIRST,
        FIRST.plusDays(89),
        Instant.parse("2026-06-01T00:00:00Z"));
  }

  private static History history(int events) {
    var random = new SplittableRandom(5);
    var builder = History.in(LocalDays.of(ZONE));
    long first = FIRST.atStartOfDay(ZONE).toEpochSecond();
    for (int i = 0; i < events; i++) {
      builder.add(random.nextInt(2000), random.nextInt(3), first + random.nextInt(90 * 86_400));
    }
    return builder.build();
  }
}
