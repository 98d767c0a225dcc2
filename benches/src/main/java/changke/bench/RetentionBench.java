package changke.bench;

import changke.engine.cohort.Cell;
import changke.engine.cohort.Cohort;
import changke.engine.cohort.Retention;
import changke.engine.cohort.RetentionQuery;
import changke.engine.cohort.RetentionTable;
import changke.engine.cohort.Return;
import changke.engine.days.DaySets;
import changke.engine.days.History;
import changke.engine.days.LocalDays;
import changke.engine.days.People;
import changke.engine.days.Period;
import changke.engine.seed.Crowd;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/// First and recurring cohorts by day 0 to 30, for one kind and 30 % of people drawn when the
/// question is put, from stored day sets against SQL over raw events and over prebuilt masks.
public final class RetentionBench implements Comparison {

  private static final int LAST = 30;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private int people;
  private int days;
  private int kinds;
  private long buildNanos;
  private double loadMs;

  @Override
  public Result run(Options options) throws Exception {
    people = (int) options.size("people", 20_000, 2_000_000);
    days = (int) options.size("days", 120, 120);
    kinds = (int) options.size("kinds", 20, 20);
    long events = options.size("events", 1_000_000, 100_000_000);
    long seed = options.size("seed", 1, 1);
    if (days > 126) {
      throw new IllegalArgumentException("the peer's masks hold 126 days");
    }
    try (var duck = Duck.open(options)) {
      var sets = load(new Crowd(seed, people, events, days + 1, kinds, firstSecond()), duck);
      var random = new SplittableRandom(seed * 31 + 7);
      var chosen = People.of(people, _ -> random.nextInt(10) < 3);
      duck.choose(chosen.toArray());
      double masksMs = Clock.time(1, () -> buildMasks(duck)).bestMs();
      System.out.printf(
          "build: %.1f s for every kind; DuckDB: load %.1f s, masks of every kind %.1f s%n",
          buildNanos / 1e9, loadMs / 1e3, masksMs / 1e3);
      System.out.printf(
          "asked about %,d of %,d people, %d threads on both sides%n",
          chosen.count(), people, Duck.THREADS);
      compare(duck, sets, chosen, kinds / 2, options.quick());
      return compare(duck, sets, chosen, 0, options.quick());
    }
  }

  private static long firstSecond() {
    return FIRST.atStartOfDay(ZONE).toEpochSecond();
  }

  private DaySets load(Crowd crowd, Duck duck) throws Exception {
    duck.createEvents();
    var calendar = LocalDays.of(ZONE);
    var builder = History.in(calendar);
    var batch = new Batch();
    for (int day = 0; day < days; day++) {
      batch.fill(crowd, day);
      long start = System.nanoTime();
      batch.addTo(builder);
      buildNanos += System.nanoTime() - start;
      int today = day;
      loadMs += Clock.time(1, () -> append(duck, batch, today)).bestMs();
    }
    long start = System.nanoTime();
    var history = builder.build();
    var sets = DaySets.of(history);
    buildNanos += System.nanoTime() - start;
    loadMs += Clock.time(1, () -> run(duck, "CHECKPOINT")).bestMs();
    System.out.printf(
        "%,d events of %,d people, %d kinds, %d days: %,d person-days in %,d bytes, %.2f each%n",
        history.events(),
        people,
        kinds,
        days,
        sets.personDays(),
        sets.bytes(),
        (double) sets.bytes() / sets.personDays());
    appendOneDay(crowd, sets, calendar, batch);
    return sets;
  }

  private void appendOneDay(Crowd crowd, DaySets sets, LocalDays calendar, Batch batch)
      throws Exception {
    batch.fill(crowd, days);
    var time =
        Clock.time(
            3,
            () -> {
              var one = History.in(calendar);
              batch.addTo(one);
              return sets.plus(DaySets.of(one.build()));
            });
    System.out.printf("one more day of %,d events: %.0f ms%n", batch.size, time.bestMs());
  }

  private static boolean append(Duck duck, Batch batch, int day) throws Exception {
    duck.append(batch, day);
    return true;
  }

  private static boolean run(Duck duck, String sql) throws Exception {
    duck.run(sql);
    return true;
  }

  private static boolean buildMasks(Duck duck) throws Exception {
    duck.run(
        "CREATE TABLE masks AS SELECT kind, person, min(day) AS first,"
            + " bit_or(1::HUGEINT << day) AS mask FROM events GROUP BY kind, person ORDER BY kind");
    return true;
  }

  /// What one cohort rule costs on each side, wall time of the best run and processor time.
  private record Cost(Clock.Timed<?> ours, Clock.Timed<?> raw, Clock.Timed<?> masks) {
    double ratio() {
      return raw.bestMs() / ours.bestMs();
    }

    double prebuilt() {
      return masks.bestMs() / ours.bestMs();
    }
  }

  private Result compare(Duck duck, DaySets sets, People chosen, int kind, boolean quick)
      throws Exception {
    var first = cost(duck, sets, chosen, kind, Cohort.FIRST_EVER, quick);
    var recurring = cost(duck, sets, chosen, kind, Cohort.RECURRING, quick);
    var worse = first.ratio() <= recurring.ratio() ? first : recurring;
    return new Result(
            "retention",
            worse.ours.bestMs(),
            "ms",
            duck.version(),
            worse.raw.bestMs(),
            worse.ratio())
        .also("ratio_prebuilt", Math.min(first.prebuilt(), recurring.prebuilt()))
        .also("ratio_first", first.ratio())
        .also("ratio_recurring", recurring.ratio())
        .also("ratio_prebuilt_first", first.prebuilt())
        .also("ratio_prebuilt_recurring", recurring.prebuilt())
        .also("ratio_processor_time", worse.raw.cpuMs() / worse.ours.cpuMs());
  }

  private Cost cost(Duck duck, DaySets sets, People chosen, int kind, Cohort cohort, boolean quick)
      throws Exception {
    var query = query(kind, cohort);
    var mine = Clock.time(quick ? 60 : 101, () -> Retention.tally(sets, query, chosen).table());
    var matrix = matrix(mine.answer());
    var raw = best(duck, matrix, quick ? 1 : 2, rawQueries(kind, cohort));
    var masks = best(duck, matrix, 7, readyQueries(kind, cohort));
    var cost = new Cost(mine, raw, masks);
    System.out.printf(
        "kind %d %s: ours %.2f ms (median %.2f, processor %.2f); DuckDB raw %.0f ms (processor %.0f),"
            + " %.0f x; masks %.1f ms (processor %.1f), %.1f x%n",
        kind,
        cohort,
        mine.bestMs(),
        mine.medianMs(),
        mine.cpuMs(),
        raw.bestMs(),
        raw.cpuMs(),
        cost.ratio(),
        masks.bestMs(),
        masks.cpuMs(),
        cost.prebuilt());
    return cost;
  }

  private RetentionQuery query(int kind, Cohort cohort) {
    var last = FIRST.plusDays(days - 1);
    return RetentionQuery.of(
            kind,
            new Return.On(LAST),
            Period.DAY,
            FIRST,
            last,
            last.plusDays(1).atStartOfDay(ZONE).toInstant())
        .by(cohort);
  }

  /// By row: people, then returners of each column; columns after the last day are 0.
  private long[][] matrix(RetentionTable table) {
    var matrix = new long[days][LAST + 2];
    for (int row = 0; row < days; row++) {
      matrix[row][0] = table.rows().get(row).people();
      for (int k = 0; k <= LAST; k++) {
        if (table.rows().get(row).cells().get(k) instanceof Cell.Closed cell) {
          matrix[row][k + 1] = cell.returned();
        }
      }
    }
    return matrix;
  }

  /// The fastest of several ways to put the question in SQL; each answer is checked.
  private Clock.Timed<?> best(Duck duck, long[][] expected, int times, List<String> queries)
      throws Exception {
    Clock.Timed<?> best = null;
    for (var sql : queries) {
      var timed = Clock.time(times, () -> duck.rows(sql));
      var matrix = new long[days][LAST + 2];
      for (var row : timed.answer()) {
        System.arraycopy(row, 1, matrix[(int) row[0]], 0, LAST + 2);
      }
      if (!Arrays.deepEquals(matrix, expected)) {
        throw new Mismatch("different tables for " + sql);
      }
      System.err.printf("  %.1f ms  %s%n", timed.bestMs(), sql);
      best = best == null || timed.bestMs() < best.bestMs() ? timed : best;
    }
    return Objects.requireNonNull(best);
  }

  private static List<String> rawQueries(int kind, Cohort cohort) {
    var chosen =
        "SELECT person, day FROM events WHERE kind = %d AND person IN (FROM chosen)"
            .formatted(kind);
    var masks =
        "SELECT person, min(day) AS first, bit_or(1::HUGEINT << day) AS mask FROM (%s) GROUP BY person"
            .formatted(chosen);
    var words =
        ("SELECT person, min(day) AS first, bit_or(CASE WHEN day < 63 THEN 1::BIGINT << day ELSE 0 END)::HUGEINT"
                + " + (bit_or(CASE WHEN day >= 63 THEN 1::BIGINT << (day - 63) ELSE 0 END)::HUGEINT << 63) AS mask"
                + " FROM (%s) GROUP BY person")
            .formatted(chosen);
    return List.of(bits(cohort, masks), bits(cohort, words), join(cohort, chosen));
  }

  private static List<String> readyQueries(int kind, Cohort cohort) {
    var masks =
        "SELECT first, mask FROM masks WHERE kind = %d AND person IN (FROM chosen)".formatted(kind);
    return List.of(bits(cohort, masks));
  }

  /// Shifts each mask to its row and adds up bit by bit.
  private static String bits(Cohort cohort, String masks) {
    var sums = new StringBuilder();
    for (int k = 0; k <= LAST; k++) {
      sums.append(", sum((w >> ").append(k).append(") & 1)");
    }
    var shifted =
        cohort == Cohort.RECURRING
            ? "SELECT d, ((mask >> d) & 2147483647)::UINTEGER AS w FROM (%s), (SELECT unnest(range(126))::INTEGER AS d) WHERE (mask >> d) & 1 = 1"
                .formatted(masks)
            : "SELECT first AS d, ((mask >> first) & 2147483647)::UINTEGER AS w FROM (%s)"
                .formatted(masks);
    return "SELECT d, count(*)" + sums + " FROM (" + shifted + ") GROUP BY d";
  }

  /// The plain way: distinct days joined with the days of the rows.
  private static String join(Cohort cohort, String chosen) {
    var sums = new StringBuilder();
    for (int k = 0; k <= LAST; k++) {
      sums.append(", count(*) FILTER (k = ").append(k).append(")");
    }
    var rows =
        cohort == Cohort.RECURRING
            ? "SELECT person, day AS d FROM seen"
            : "SELECT person, min(day) AS d FROM seen GROUP BY person";
    return ("WITH seen AS MATERIALIZED (SELECT DISTINCT person, day FROM (%s)), starts AS (%s)"
            + " SELECT d, count(*) FILTER (k = 0)%s FROM (SELECT d, day - d AS k FROM starts JOIN seen USING (person)"
            + " WHERE day BETWEEN d AND d + %d) GROUP BY d")
        .formatted(chosen, rows, sums, LAST);
  }
}
