package changke.bench;

import changke.engine.trial.Bucketing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// One flag for one person over OpenFeature's protocol, in an open loop at 200 questions per second
/// with fifty trials in the house: latency from the intended start, cold and warm. `ours` is the
/// warm p99, the limit is 5 ms. Beside it the same server answers a small static file at the same
/// rate. Every person is another one, and every variant is compared with the published hash.
public final class FlagsBench implements Comparison {

  private static final double LIMIT_MS = 5;
  private static final int TRIALS = 50;
  private static final String KEY = "srv_benchbenchbenchbenchbenchbench";
  private static final String SOURCE = "00000000-0000-7000-8000-00000000f1a6";

  private record Sizes(double rate, int cold, int warmUp, int counted) {
    static Sizes of(Options options) {
      return options.quick()
          ? new Sizes(100, 50, 100, 150)
          : new Sizes(options.size("rate", 200, 200), 500, 4_000, 10_000);
    }
  }

  private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
  private int asked;

  @Override
  public Result run(Options options) throws Exception {
    var sizes = Sizes.of(options);
    try (var house =
        House.start(
            Map.of("CHANGKE_PAGES_REQUESTSPERSECOND", "100000", "CHANGKE_PAGES_BURST", "100000"))) {
      plant(house);
      System.out.printf(
          Locale.ROOT,
          "%d processors, %d trials, %.0f questions/s%n",
          Runtime.getRuntime().availableProcessors(),
          TRIALS,
          sizes.rate);
      System.out.println("cold " + drive(house, sizes.cold, sizes.rate, false));
      drive(house, sizes.warmUp, sizes.rate, false);
      var warm = drive(house, sizes.counted, sizes.rate, false);
      System.out.println("warm " + warm);
      var floor = drive(house, sizes.counted / 4, sizes.rate, true);
      System.out.println("limit of the machine " + floor);
      return new Result("flags", warm.at(.99), "ms", "limit", LIMIT_MS, warm.at(.99) / LIMIT_MS)
          .also("p50", warm.at(.5))
          .also("static_p99", floor.at(.99));
    }
  }

  private static void plant(House house) throws Exception {
    try (var connection = house.connect("changke");
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO activity.source (id, name, kind, money, made_at)
          VALUES ('%s', 'bench', 'SERVER', false, now());
          INSERT INTO activity.write_key (id, source, digest, hint, made_at)
          VALUES ('%s', '%s', sha256('%s'), 'ench', now());
          INSERT INTO trials.trial
            (id, key, state, version, dealt, step, made_at, changed_at, started_at)
          SELECT gen_random_uuid(), 'bench-' || n, 'RUNNING', 1, 1, 100, now(), now(), now()
          FROM generate_series(0, %d) AS n;
          INSERT INTO trials.version (trial, number, definition, made_by, made_at)
          SELECT id, 1, '%s', gen_random_uuid(), now() FROM trials.trial;
          UPDATE trials.edition SET number = number + 1;
          """
              .formatted(SOURCE, SOURCE, SOURCE, KEY, TRIALS - 1, DEFINITION));
    }
    TimeUnit.SECONDS.sleep(2);
  }

  private static final String DEFINITION =
      """
      {"title": {"zh": "x", "en": "x"}, "kind": "STRING",
       "variants": [{"name": "a", "value": "\\"a\\"", "weight": 5000},
                    {"name": "b", "value": "\\"b\\"", "weight": 5000}],
       "off": "\\"a\\"", "targets": [], "coverageBp": 10000, "seed": "", "salt": "",
       "among": [{"of": "CONTEXT", "name": "country", "is": "ONE_OF", "value": "CN,SG"}],
       "browsers": false, "staged": false, "others": [], "guardrails": [],
       "goal": {"figure": "ORDERS", "act": "", "per": "", "days": 0, "higherIsBetter": true},
       "worthwhile": 0, "leastPeople": 100}
      """;

  private Percentiles drive(House house, int many, double rate, boolean still) throws Exception {
    var times = new ConcurrentLinkedQueue<Long>();
    var problems = new ConcurrentLinkedQueue<String>();
    var threads = new ArrayList<Thread>();
    var start = System.nanoTime();
    for (int i = 0; i < many; i++) {
      var number = asked++;
      var intended = start + (long) (i * 1e9 / rate);
      TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  var wrong = still ? look(house) : ask(house, number);
                  times.add(System.nanoTime() - intended);
                  if (!wrong.isEmpty()) {
                    problems.add(wrong);
                  }
                } catch (IOException e) {
                  problems.add(String.valueOf(e));
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw new Mismatch(problems.size() + " answers are wrong, one of them: " + problems.peek());
    }
    return Percentiles.ofNanos(times);
  }

  private String look(House house) throws IOException {
    var line = line(house);
    var answer = line.get("/brand/mark.svg", "");
    back(line);
    return answer.status() == 200 ? "" : "static " + answer.status();
  }

  /// What is wrong with the answer; empty when nothing is.
  private String ask(House house, int number) throws IOException {
    var flag = "bench-" + number % TRIALS;
    var person = "person-" + number;
    var line = line(house);
    var answer =
        line.post(
            "/ofrep/v1/evaluate/flags/" + flag,
            "Authorization: Bearer " + KEY + "\r\n",
            "{\"context\":{\"targetingKey\":\"" + person + "\",\"country\":\"CN\"}}");
    back(line);
    var ranges = Bucketing.ranges(2, 1, new double[] {.5, .5});
    var variant = List.of("a", "b").get(Bucketing.variation(flag, person, ranges));
    var right = answer.status() == 200 && answer.text().contains("\"variant\":\"" + variant + "\"");
    return right ? "" : answer.status() + " " + answer.text() + " instead of " + variant;
  }

  private HttpLine line(House house) throws IOException {
    var line = lines.poll();
    return line == null ? new HttpLine(house.port()) : line;
  }

  private void back(HttpLine line) throws IOException {
    if (line.over()) {
      line.close();
    } else {
      lines.add(line);
    }
  }
}
