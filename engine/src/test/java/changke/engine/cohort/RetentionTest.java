package changke.engine.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import changke.engine.days.DaySets;
import changke.engine.days.Diary;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.days.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetentionTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void every_table_equals_the_naive_count() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var history = diary.history();
      for (int variant = 0; variant < 8; variant++) {
        var random = new Random(seed * 31 + variant);
        var query = randomQuery(diary, random);
        var filter = People.of(diary.people(), _ -> random.nextInt(3) > 0);
        var table = Retention.tally(history, query, filter).table();
        var naive = new NaiveRetention(diary, query, filter).rows();
        assertThat(counts(table)).as("seed %d, %s", seed, query).isEqualTo(naive);
      }
    }
  }

  @Test
  void day_sets_answer_calendar_questions_like_the_naive_count() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var sets = DaySets.of(diary.history());
      for (int variant = 0; variant < 8; variant++) {
        var random = new Random(seed * 37 + variant);
        var any = randomQuery(diary, random);
        var query =
            any.in(new Window.Calendar())
                .atLeast(1)
                .starting(Act.of(any.start().kind()))
                .returning(Act.of(any.returning().kind()));
        var filter = People.of(diary.people(), _ -> random.nextInt(3) > 0);
        var table = Retention.tally(sets, query, filter).table();
        assertThat(counts(table))
            .as("seed %d, %s", seed, query)
            .isEqualTo(withoutMoney(new NaiveRetention(diary, query, filter).rows()));
      }
    }
  }

  @Test
  void day_sets_and_history_agree_on_a_hundred_thousand_people_behind_any_filter() {
    for (int share : new int[] {1, 30, 90, 100}) {
      var random = new Random(share);
      int people = 100_000;
      var builder = History.in(LocalDays.of(BERLIN));
      for (int i = 0; i < 400_000; i++) {
        int person = (int) (people * Math.pow(random.nextDouble(), 1.5));
        builder.add(person, random.nextInt(3) / 2, noon(1 + random.nextInt(60)));
      }
      var history = builder.build();
      var sets = DaySets.of(history);
      var filter = People.of(people, _ -> random.nextInt(100) < share);
      for (var cohort : Cohort.values()) {
        for (var columns :
            List.of(new Return.On(30), new Return.OnOrAfter(8, 12), new Return.Every(5))) {
          var query =
              RetentionQuery.of(
                      0,
                      columns,
                      Period.DAY,
                      LocalDate.of(2024, 5, 3),
                      LocalDate.of(2024, 6, 20),
                      Instant.ofEpochSecond(noon(58)))
                  .by(cohort);
          assertThat(Retention.tally(sets, query, filter).table())
              .isEqualTo(Retention.tally(history, query, filter).table());
        }
      }
    }
  }

  @Test
  void tallies_of_disjoint_people_merge_to_the_whole() {
    for (long seed = 0; seed < Diary.trials(); seed++) {
      var diary = Diary.random(seed);
      var history = diary.history();
      var query = randomQuery(diary, new Random(seed));
      var some = People.of(diary.people(), person -> person % 3 == 0);
      var rest = People.all(diary.people()).minus(some);
      var merged =
          Retention.tally(history, query, some).merge(Retention.tally(history, query, rest));
      assertThat(merged.table()).as("seed %d", seed).isEqualTo(Retention.table(history, query));
    }
  }

  @Test
  void a_day_of_23_hours_is_one_day_for_the_calendar_and_no_day_for_a_rolling_window() {
    var start = LocalDate.of(2024, 3, 30).atTime(12, 0).atZone(BERLIN).toEpochSecond();
    var next = LocalDate.of(2024, 3, 31).atTime(12, 0).atZone(BERLIN).toEpochSecond();
    var history = History.in(LocalDays.of(BERLIN)).add(0, 0, start).add(0, 0, next).build();
    var query =
        RetentionQuery.of(
            0,
            new Return.On(1),
            Period.DAY,
            LocalDate.of(2024, 3, 30),
            LocalDate.of(2024, 3, 30),
            Instant.parse("2024-04-20T00:00:00Z"));
    assertThat(next - start).isEqualTo(23 * 3600);
    assertThat(returned(Retention.table(history, query), 0, 1)).isOne();
    var rolling = query.in(new Window.Rolling(Duration.ofHours(24)));
    assertThat(returned(Retention.table(history, rolling), 0, 1)).isZero();
  }

  @Test
  void a_cell_says_how_far_it_has_come_and_the_mean_pools_closed_cells_only() {
    var builder = History.in(LocalDays.of(BERLIN));
    for (int person = 0; person < 40; person++) {
      builder.add(person, 0, noon(1 + person % 2));
      if (person % 4 == 0) {
        builder.add(person, 0, noon(2 + person % 2));
      }
    }
    var query =
        RetentionQuery.of(
            0,
            new Return.On(2),
            Period.DAY,
            LocalDate.of(2024, 5, 1),
            LocalDate.of(2024, 5, 9),
            Instant.ofEpochSecond(noon(3)));
    var table = Retention.table(builder.build(), query);
    assertThat(table.rows().get(0).cells())
        .containsExactly(
            new Cell.Closed(20, 20, 0, LocalDate.of(2024, 5, 2)),
            new Cell.Closed(10, 20, 0, LocalDate.of(2024, 5, 3)),
            new Cell.Open(0, 20, 0, LocalDate.of(2024, 5, 4)));
    assertThat(table.rows().get(1).cells().get(2))
        .isEqualTo(new Cell.Future(LocalDate.of(2024, 5, 5)));
    assertThat(table.rows()).hasSize(3);
    assertThat(table.mean().get(1)).isEqualTo(new RetentionTable.Mean(10, 20, 0));
    assertThat(table.rows().get(0).isTiny()).isTrue();
  }

  @Test
  void the_interval_is_the_published_one() {
    // Newcombe (1998), Statistics in Medicine 17: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    assertInterval(81, 263, .2553, .3662);
    assertInterval(15, 148, .0624, .1605);
    assertInterval(0, 20, 0, .1611);
    assertInterval(1, 29, .0061, .1718);
  }

  @Test
  void revenue_by_cohort_is_what_its_people_paid_in_each_month() {
    var history =
        History.in(LocalDays.of(BERLIN))
            .add(0, 3, noon(1), 1000)
            .add(0, 3, noon(40), 500)
            .add(1, 3, noon(2), 700)
            .add(1, 3, noon(41), 0)
            .build();
    var table =
        Retention.revenue(
            history,
            3,
            Period.MONTH,
            LocalDate.of(2024, 5, 1),
            LocalDate.of(2024, 6, 1),
            Instant.ofEpochSecond(noon(60)));
    assertThat(((Cell.Closed) table.rows().getFirst().cells().get(0)).valueMinor()).isEqualTo(1700);
    assertThat(((Cell.Open) table.rows().getFirst().cells().get(1)).valueMinor()).isEqualTo(500);
  }

  static RetentionQuery randomQuery(Diary diary, Random random) {
    var from = LocalDate.ofInstant(diary.earliest(), diary.zone()).plusDays(random.nextInt(5) - 2);
    int last = random.nextInt(7);
    Return columns =
        switch (random.nextInt(4)) {
          case 0 -> new Return.On(last);
          case 1 -> new Return.OnOrAfter(last, last + random.nextInt(4));
          case 2 -> new Return.Bracket(List.of(new Span(0, 0), new Span(1, 3), new Span(2, 9)));
          default -> new Return.Every(last);
        };
    return new RetentionQuery(
        Diary.pick(random, Cohort.values()),
        new Act(random.nextInt(diary.kinds()), random.nextBoolean() ? Long.MIN_VALUE : 700),
        new Act(random.nextInt(diary.kinds()), random.nextBoolean() ? Long.MIN_VALUE : 300),
        columns,
        Diary.pick(random, Period.values()),
        random.nextBoolean()
            ? new Window.Calendar()
            : new Window.Rolling(Duration.ofHours(List.of(1, 24, 168, 720).get(random.nextInt(4)))),
        1 + random.nextInt(2),
        from,
        from.plusDays(random.nextInt(60)),
        diary.latest().plusSeconds(random.nextInt(20 * 86_400) - 5 * 86_400));
  }

  static List<List<NaiveRetention.Count>> counts(RetentionTable table) {
    var rows = new ArrayList<List<NaiveRetention.Count>>();
    for (var row : table.rows()) {
      var counts = new ArrayList<NaiveRetention.Count>();
      for (var cell : row.cells()) {
        counts.add(
            switch (cell) {
              case Cell.Future _ -> null;
              case Cell.Open c ->
                  new NaiveRetention.Count(c.returned(), c.eligible(), c.valueMinor(), false);
              case Cell.Closed c ->
                  new NaiveRetention.Count(c.returned(), c.eligible(), c.valueMinor(), true);
            });
      }
      rows.add(counts);
    }
    return rows;
  }

  private static List<List<NaiveRetention.Count>> withoutMoney(
      List<List<NaiveRetention.Count>> rows) {
    return rows.stream()
        .map(row ->
            row.stream()
                .map(c ->
                    c == null
                        ? null
                        : new NaiveRetention.Count(c.returned(), c.eligible(), 0, c.closed()))
                .toList())
        .toList();
  }

  private static long returned(RetentionTable table, int row, int column) {
    return ((Cell.Closed) table.rows().get(row).cells().get(column)).returned();
  }

  private static void assertInterval(long hits, long of, double low, double high) {
    var interval = Interval.of(hits, of);
    assertThat(interval.low()).isCloseTo(low, within(.00005));
    assertThat(interval.high()).isCloseTo(high, within(.00005));
  }

  private static long noon(int day) {
    return LocalDate.of(2024, 4, 30).plusDays(day).atTime(12, 0).atZone(BERLIN).toEpochSecond();
  }
}
