package changke.bench;

import changke.engine.seed.Crowd;
import changke.insights.Asked;
import changke.insights.Behaviour;
import changke.insights.BehaviourMaker;
import changke.insights.Drawn;
import changke.insights.HouseReports;
import changke.insights.Voice;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/// Every report of the console on a large house: the time to work it out and to draw it (tables,
/// pictures, CSV), without the network, each with distinct questions, nothing kept between them.
///
/// The limit is 300 ms for the worst report's 99th percentile. A count over plain arrays checks a
/// sample of the answers: first cohorts by day, lifecycle by week, orders and money by month.
/// `--only digest,paths` asks for some reports, `--slowest 5` prints the questions that took
/// longest.
public final class ConsoleBench implements Comparison {

  private static final double LIMIT_MS = 300;
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final int KINDS = 20;
  private static final int PAYING = 6;
  private static final List<String> WHO =
      List.of("all", "members", "guests", "buyers", "once", "again", "active30", "silent30");

  private int days;
  private int people;
  private final long[][] daysOf = new long[3][];
  private final TreeMap<Integer, long[]> sold = new TreeMap<>();

  @Override
  public Result run(Options options) throws Exception {
    people = (int) options.size("people", 20_000, 500_000);
    days = (int) options.size("days", 120, 180);
    long events = options.size("events", 800_000, 20_000_000);
    int questions = (int) options.size("questions", 12, 100);
    var began = System.nanoTime();
    var all = made(events, options.size("seed", 1, 1));
    System.out.printf(
        "%,d acts and orders of %,d people: built in %.1f s, columns, day sets, orders and ids %,d"
            + " MB%n",
        all.events(), people, (System.nanoTime() - began) / 1e9, all.bytes() >> 20);
    check(all);
    System.gc(); // What building the state left behind belongs to no report.
    var voice = voice();
    var random = new SplittableRandom(7);
    double worst = 0;
    var result = new TreeMap<String, Percentiles>();
    var only = options.text("only", "");
    for (var report : only.isEmpty() ? HouseReports.names() : List.of(only.split(","))) {
      for (int i = 0; i < Math.max(3, questions / 10); i++) {
        Drawn.of(report, all, asked(random, all), voice);
      }
      var took = new ArrayList<Long>();
      var slowest = new TreeMap<Long, String>();
      for (int i = 0; i < questions; i++) {
        var asked = asked(random, all);
        var fresh = all.unasked();
        long start = System.nanoTime();
        Drawn.of(report, fresh, asked, voice);
        took.add(System.nanoTime() - start);
        slowest.put(took.getLast(), asked.query());
      }
      var percentiles = Percentiles.ofNanos(took);
      System.out.printf("%-14s %s%n", report, percentiles);
      slowest.descendingMap().entrySet().stream()
          .limit(options.size("slowest", 0, 0))
          .forEach(one -> System.out.printf("  %.1f %s%n", one.getKey() / 1e6, one.getValue()));
      result.put(report, percentiles);
      worst = Math.max(worst, percentiles.at(.99));
    }
    var closing = new Result("console", worst, "ms", "limit", LIMIT_MS, LIMIT_MS / worst);
    result.forEach((report, times) -> closing.also(report + " p99", times.at(.99)));
    return closing;
  }

  private Behaviour made(long events, long seed) {
    var maker =
        new BehaviourMaker(
            ZONE,
            Currency.getInstance("CNY"),
            List.of("games", "courses", "software", "music", "books", "design"));
    var channels = List.of("direct", "search", "letter", "friend", "video", "forum");
    var kinds = new String[KINDS];
    for (int kind = 0; kind < KINDS; kind++) {
      kinds[kind] = kind == 0 ? "Page /" : kind == 1 ? "Page /offers" : "Act " + kind;
    }
    for (int i = 0; i < daysOf.length; i++) {
      daysOf[i] = new long[people];
    }
    for (int p = 0; p < people; p++) {
      maker.person(new UUID(1, p), p % 3 != 0);
    }
    var crowd =
        new Crowd(seed, people, events, days, KINDS, FIRST.atStartOfDay(ZONE).toEpochSecond());
    var random = new SplittableRandom(seed);
    for (int day = 0; day < days; day++) {
      int today = day;
      crowd.day(
          day,
          (person, kind, second) ->
              add(maker, random, channels, kinds, today, person, kind, second));
    }
    var asOf = FIRST.plusDays(days - 1L).atTime(12, 0).atZone(ZONE).toInstant();
    return maker.build(asOf);
  }

  private void add(
      BehaviourMaker maker,
      SplittableRandom random,
      List<String> channels,
      String[] kinds,
      int day,
      int person,
      int kind,
      long second) {
    daysOf[day >>> 6][person] |= 1L << day;
    if (kind == PAYING) {
      long minor = 100L + random.nextInt(30_000);
      int offer = (int) (2_000 * Math.pow(random.nextDouble(), 2));
      maker.order(new UUID(2, random.nextLong()), person, (int) second, offer, offer % 150, minor);
      var month = sold.computeIfAbsent(month(day), m -> new long[2]);
      month[0]++;
      month[1] += minor;
      return;
    }
    maker.act(person, kinds[kind], (int) second);
    if (kind == 0 && random.nextInt(5) == 0) {
      maker.arrival(person, channels.get(random.nextInt(channels.size())), (int) second);
    }
  }

  private static int month(int day) {
    return FIRST.plusDays(day).getMonthValue();
  }

  private Asked asked(SplittableRandom random, Behaviour all) {
    var values = new TreeMap<String, String>();
    int to = days - 1 - random.nextInt(20);
    int from = Math.max(0, to - 20 - random.nextInt(days - 40));
    values.put("from", FIRST.plusDays(from).toString());
    values.put("to", FIRST.plusDays(to).toString());
    values.put("unit", List.of("day", "week", "month").get(random.nextInt(3)));
    values.put("who", WHO.get(random.nextInt(WHO.size())));
    values.put("cohort", List.of("ever", "matching", "recurring").get(random.nextInt(3)));
    values.put("shape", List.of("on", "after", "every", "bracket").get(random.nextInt(4)));
    values.put("window", random.nextInt(3) == 0 ? "rolling" : "calendar");
    for (var field : List.of("start", "back", "act", "s1", "s2", "s3")) {
      values.put(field, kind(random, all));
    }
    values.put(
        "order",
        List.of("any_between", "any_between", "no_repeats", "steps_adjacent", "all_adjacent")
            .get(random.nextInt(5)));
    values.put("per", random.nextInt(3) == 0 ? "session" : "person");
    values.put("split", random.nextInt(4) == 0 ? "bought" : "none");
    values.put("count", random.nextInt(4) == 0 ? "2" : "1");
    values.put("subject", random.nextInt(10) == 0 ? "merchants" : "people");
    values.put("lookback", String.valueOf(1 + random.nextInt(60)));
    values.put("over", List.of("buyers", "merchants", "offers").get(random.nextInt(3)));
    return Asked.of(values);
  }

  private static String kind(SplittableRandom random, Behaviour all) {
    return all.kinds().get(random.nextInt(all.kinds().size()));
  }

  private boolean isActive(int person, int day) {
    return day >= 0 && day < days && (daysOf[day >>> 6][person] >>> day & 1) != 0;
  }

  private void check(Behaviour all) {
    var voice = voice();
    var last = FIRST.plusDays(days - 1L);
    var range = Map.of("from", FIRST.toString(), "to", last.toString());
    var asked = Asked.of(range).with("unit", "day").with("columns", "7");
    same(
        "first cohorts by day",
        Drawn.of("retention", all, asked, voice)
            .view()
            .csv()
            .lines()
            .skip(1)
            .filter(line -> !line.startsWith("MEAN") && !line.contains("FUTURE"))
            .map(line -> line.split(","))
            .map(cell -> cell[0] + " " + cell[1] + " " + cell[2] + " " + cell[4])
            .toList(),
        cohorts());
    same(
        "lifecycle by week",
        Drawn.of("lifecycle", all, asked.with("unit", "week"), voice)
            .view()
            .csv()
            .lines()
            .skip(1)
            .map(line -> line.substring(line.indexOf(',') + 1, line.lastIndexOf(',')))
            .toList(),
        lifecycle());
    same(
        "orders and money by month",
        Drawn.of("aarrr", all, asked.with("unit", "month"), voice)
            .view()
            .csv()
            .lines()
            .skip(1)
            .map(line -> line.split(","))
            .map(cell -> cell[11] + " " + cell[12].replace(".", ""))
            .toList(),
        sold.values().stream().map(sum -> sum[0] + " " + sum[1]).toList());
  }

  private static void same(String what, List<String> ours, List<String> theirs) {
    if (!ours.equals(theirs)) {
      for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
        if (!ours.get(i).equals(theirs.get(i))) {
          throw new Mismatch(what + ": " + ours.get(i) + ", counted " + theirs.get(i));
        }
      }
      throw new Mismatch(what + ": " + ours.size() + " rows, counted " + theirs.size());
    }
    System.out.println(what + ": " + ours.size() + " answers equal a plain count");
  }

  private List<String> cohorts() {
    var counts = new long[days][8];
    for (int p = 0; p < people; p++) {
      int first = 0;
      while (first < days && !isActive(p, first)) {
        first++;
      }
      for (int k = 0; k < 8 && first < days; k++) {
        counts[first][k] += isActive(p, first + k) ? 1 : 0;
      }
    }
    var rows = new ArrayList<String>();
    for (int day = 0; day < days; day++) {
      for (int k = 0; k < 8 && day + k < days; k++) {
        rows.add(FIRST.plusDays(day) + " " + counts[day][0] + " " + k + " " + counts[day][k]);
      }
    }
    return rows;
  }

  private List<String> lifecycle() {
    int weeks = (days + 6) / 7;
    var counts = new long[weeks][5];
    for (int p = 0; p < people; p++) {
      boolean ever = false;
      boolean before = false;
      for (int week = 0; week < weeks; week++) {
        boolean now = false;
        for (int day = week * 7; day < week * 7 + 7; day++) {
          now |= isActive(p, day);
        }
        counts[week][0] += now ? 1 : 0;
        counts[week][1] += now && !ever ? 1 : 0;
        counts[week][2] += now && before ? 1 : 0;
        counts[week][3] += now && ever && !before ? 1 : 0;
        counts[week][4] += !now && before ? 1 : 0;
        ever |= now;
        before = now;
      }
    }
    var rows = new ArrayList<String>();
    for (var week : counts) {
      rows.add(week[0] + "," + week[1] + "," + week[2] + "," + week[3] + "," + week[4]);
    }
    return rows;
  }

  /// English words as the house has them.
  private static Voice voice() {
    var words = new Properties();
    for (var file : List.of("console", "insights")) {
      var in = ConsoleBench.class.getResourceAsStream("/words/" + file + ".en.properties");
      if (in == null) {
        throw new IllegalStateException("no words of " + file);
      }
      try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
        words.load(reader);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return new Voice(
        Locale.ENGLISH,
        (key, parameters) ->
            new MessageFormat(words.getProperty(key, key), Locale.ENGLISH).format(parameters));
  }
}
