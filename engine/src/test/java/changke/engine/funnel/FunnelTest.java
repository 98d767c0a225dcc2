package changke.engine.funnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import changke.engine.days.Diary;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FunnelTest {

  @Test
  void every_funnel_equals_the_search_of_all_chains() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var history = diary.history();
      for (int variant = 0; variant < 6; variant++) {
        var random = new Random(seed * 41 + variant);
        var query = randomQuery(diary, random);
        var filter = People.of(diary.people(), _ -> random.nextInt(4) > 0);
        var chains = new NaiveFunnel(diary, query, filter).chains();
        assertThat(Funnel.tally(history, query, filter).report().rows())
            .as("seed %d variant %d, %s", seed, variant, query)
            .isEqualTo(rows(query, chains));
      }
    }
  }

  @Test
  void tallies_of_disjoint_people_merge_to_the_whole() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var history = diary.history();
      var query = randomQuery(diary, new Random(seed));
      var some = People.of(diary.people(), person -> person % 2 == 0);
      var rest = People.all(diary.people()).minus(some);
      assertThat(
              Funnel.tally(history, query, rest).merge(Funnel.tally(history, query, some)).report())
          .as("seed %d", seed)
          .isEqualTo(Funnel.report(history, query));
    }
  }

  @Test
  void the_report_says_where_each_segment_drops_off() {
    var history = history(new long[][] {{0, 0, 10}, {0, 1, 20}, {1, 0, 10}, {2, 0, 5}, {2, 1, 65}});
    var reports =
        Funnel.bySegment(
            history,
            Trails.of(history),
            FunnelQuery.of(List.of(0, 1), Duration.ofDays(1)),
            Map.of("even", People.of(3, p -> p % 2 == 0)));
    var even = reports.firstEntry().getValue();
    assertThat(even.lostAt(1)).isZero();
    assertThat(even.share(1)).isOne();
    assertThat(even.rows().get(1).medianSeconds()).hasValue(10);
    assertThat(even.rows().get(1).p90Seconds()).hasValue(60);
  }

  @Test
  void a_quantile_is_the_one_of_the_sorted_durations() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var random = new Random(seed);
      var durations = new Durations();
      var plain = new ArrayList<Long>();
      for (int i = random.nextInt(50); i >= 0; i--) {
        long second = random.nextLong(1L << random.nextInt(1, 31));
        durations.add(second);
        plain.add(second);
      }
      double share = random.nextDouble();
      assertThat(durations.quantile(share)).as("seed %d", seed).isEqualTo(quantile(plain, share));
    }
  }

  @Test
  void a_kind_cannot_be_a_step_and_an_exclusion() {
    var query = FunnelQuery.of(List.of(0, 1), Duration.ofDays(1));
    assertThatThrownBy(() -> query.excluding(List.of(new FunnelQuery.Exclusion(1, 1, 2))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static FunnelQuery randomQuery(Diary diary, Random random) {
    var steps = new ArrayList<FunnelQuery.Step>();
    boolean limited = random.nextInt(3) == 0;
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      var within = limited ? Duration.ofHours(random.nextInt(96)) : FunnelQuery.ANY_TIME;
      steps.add(new FunnelQuery.Step(random.nextInt(diary.kinds()), within));
    }
    var exclusions = new ArrayList<FunnelQuery.Exclusion>();
    if (random.nextInt(3) == 0 && steps.size() > 1) {
      for (int kind = 0; kind < diary.kinds(); kind++) {
        int excluded = kind;
        if (steps.stream().noneMatch(step -> step.kind() == excluded)) {
          int after = 1 + random.nextInt(steps.size() - 1);
          int before = after + 1 + random.nextInt(steps.size() - after);
          exclusions.add(new FunnelQuery.Exclusion(kind, after, before));
        }
      }
    }
    var orders = FunnelQuery.Order.values();
    var from = diary.earliest().plusSeconds(random.nextInt(86_400));
    return new FunnelQuery(
        steps,
        random.nextBoolean() ? FunnelQuery.Order.ANY_BETWEEN : orders[random.nextInt(4)],
        random.nextInt(3) == 0,
        Duration.ofHours(1 + random.nextInt(400)),
        exclusions,
        random.nextInt(4) == 0 ? FunnelQuery.Per.SESSION : FunnelQuery.Per.PERSON,
        from,
        from.plus(Duration.ofDays(random.nextInt(60))));
  }

  private static List<FunnelReport.Row> rows(FunnelQuery query, List<List<Long>> chains) {
    var rows = new ArrayList<FunnelReport.Row>();
    for (int i = 0; i < query.steps().size(); i++) {
      int step = i;
      var deep = chains.stream().filter(chain -> chain.size() > step).toList();
      var took =
          step == 0
              ? List.<Long>of()
              : deep.stream().map(chain -> chain.get(step) - chain.get(step - 1)).toList();
      rows.add(
          new FunnelReport.Row(
              query.steps().get(i).kind(),
              deep.size(),
              took.isEmpty() ? OptionalLong.empty() : OptionalLong.of(quantile(took, .5)),
              took.isEmpty() ? OptionalLong.empty() : OptionalLong.of(quantile(took, .9))));
    }
    return rows;
  }

  private static long quantile(List<Long> values, double share) {
    var sorted = values.stream().sorted().toList();
    return sorted.get(Math.max(1, (int) Math.ceil(share * sorted.size())) - 1);
  }

  private static History history(long[][] events) {
    var builder = History.in(LocalDays.of(ZoneId.of("UTC")));
    for (var e : events) {
      builder.add((int) e[0], (int) e[1], Instant.EPOCH.getEpochSecond() + e[2]);
    }
    return builder.build();
  }
}
