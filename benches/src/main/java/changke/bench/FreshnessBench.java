package changke.bench;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// How long it takes from an event to the membership of a segment that follows from it, while
/// events come in over HTTP in an open loop; database, marketplace and driver share the machine.
///
/// Every tenth event is a probe by somebody new, who enters one of ten segments by it. A probe's
/// time counts from the moment at which its request was due to the moment at which another
/// connection sees the committed membership. At the end exactly the probes' people are members.
public final class FreshnessBench implements Comparison {

  private static final double LIMIT_MS = 2_000;
  private static final int PER_REQUEST = 20;
  private static final int SEGMENTS = 10;
  private static final String KEY = "freshness-bench-key-of-a-server";
  private static final UUID SOURCE = UUID.fromString("0198c0de-0000-7000-8000-0000000000f1");
  private static final UUID SEGMENT = UUID.fromString("0198c0de-0000-7000-8000-0000000000f2");
  private static final long POLL_MS = 20;
  private static final String LOGIN =
      "Authorization: Basic "
          + Base64.getEncoder().encodeToString((KEY + ":").getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  private final ConcurrentLinkedQueue<HttpLine> lines = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> problems = new ConcurrentLinkedQueue<>();
  private final Map<UUID, Long> seenAt = new ConcurrentHashMap<>();

  @Override
  public Result run(Options options) throws Exception {
    var perSecond = options.size("rate", 500, 2_000);
    var seconds = options.size("seconds", 6, 60);
    var settings =
        Map.of(
            "CHANGKE_PAGES_REQUESTSPERSECOND", "100000",
            "CHANGKE_PAGES_BURST", "100000",
            "CHANGKE_ACTIVITY_SOURCE_RATE", "1000000");
    try (var house = House.start(settings);
        var connection = house.connect("changke")) {
      seed(connection);
      TimeUnit.SECONDS.sleep(2);
      send(house, "warm", Math.min(perSecond, 500), Math.min(10, seconds), new HashMap<>());
      var due = new HashMap<Integer, Long>();
      var watching = new AtomicBoolean(true);
      var watcher = Thread.ofPlatform().start(() -> watch(house, watching));
      send(house, "Bench Entered", perSecond, seconds, due);
      house.until(
          "SELECT count(*) FROM audience.member WHERE segment = '%s'".formatted(SEGMENT),
          due.size(),
          java.time.Duration.ofSeconds(120));
      TimeUnit.MILLISECONDS.sleep(4 * POLL_MS);
      watching.set(false);
      watcher.join();
      if (!problems.isEmpty()) {
        throw new IllegalStateException(problems.size() + " problems", problems.peek());
      }
      var found = Percentiles.ofNanos(latencies(connection, due));
      System.out.printf(
          Locale.ROOT,
          "%d events/s for %d s in requests of %d, %d probes, %d segments, %d processors, %s%n%s%n",
          perSecond,
          seconds,
          PER_REQUEST,
          due.size(),
          SEGMENTS,
          Runtime.getRuntime().availableProcessors(),
          house.durability(),
          found);
      return new Result(
              "freshness", found.at(0.99), "ms", "limit", LIMIT_MS, LIMIT_MS / found.at(0.99))
          .also("p50_ms", found.at(0.5))
          .also("worst_ms", found.at(1))
          .also("events_per_second", (double) perSecond);
    }
  }

  private static void seed(Connection connection) throws Exception {
    try (var source =
            connection.prepareStatement(
                """
                INSERT INTO activity.source (id, name, kind, money, made_at)
                VALUES (?, 'freshness', 'SERVER', false, now())
                """);
        var key =
            connection.prepareStatement(
                """
                INSERT INTO activity.write_key (id, source, digest, hint, made_at)
                VALUES (gen_random_uuid(), ?, sha256(?::bytea), 'bench', now())
                """)) {
      source.setObject(1, SOURCE);
      source.execute();
      key.setObject(1, SOURCE);
      key.setBytes(2, KEY.getBytes(StandardCharsets.UTF_8));
      key.execute();
    }
    for (int i = 0; i < SEGMENTS; i++) {
      var rule =
          i == 0
              ? "{\"all\":[{\"did\":\"Bench Entered\",\"within\":30}]}"
              : "{\"all\":[{\"did\":\"Product Viewed\",\"times\":%d,\"within\":%d},{\"not\":{\"did\":\"Order Paid\",\"within\":30}}]}"
                  .formatted(2 + i, 7 * i);
      try (var segment =
          connection.prepareStatement(
              """
              INSERT INTO audience.segment
                (id, name, unit, rule, version, founding, made_by, made_at, changed_at)
              VALUES (?, ?, 'BUYER', ?::jsonb, 1, false, ?, now(), now())
              """)) {
        segment.setObject(1, i == 0 ? SEGMENT : UUID.randomUUID());
        segment.setString(2, "bench " + i);
        segment.setString(3, rule);
        segment.setObject(4, SOURCE);
        segment.execute();
      }
    }
  }

  /// Sends in an open loop; every tenth event is `probe` by somebody of its own, whose request's
  /// due time is noted under its number.
  private void send(House house, String probe, long perSecond, long seconds, Map<Integer, Long> due)
      throws Exception {
    var threads = new ArrayList<Thread>();
    var begun = System.nanoTime();
    long requests = perSecond * seconds / PER_REQUEST;
    for (int r = 0; r < requests; r++) {
      var intended = begun + (long) (r * 1e9 * PER_REQUEST / (double) perSecond);
      var body = new StringBuilder("{\"batch\":[");
      for (int i = 0; i < PER_REQUEST; i++) {
        int number = r * PER_REQUEST + i;
        var isProbe = i % 10 == 9;
        if (isProbe) {
          due.put(number, intended);
        }
        body.append(i == 0 ? "" : ",").append(item(isProbe ? probe : null, number));
      }
      body.append("]}");
      TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
      var text = body.toString();
      threads.add(Thread.ofVirtual().start(() -> post(house, text)));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.size() + " problems", problems.peek());
    }
  }

  private static String item(@org.jspecify.annotations.Nullable String probe, int number) {
    int mix = number * 0x9E3779B9;
    var who = probe == null ? "user-" + (mix >>> 17) : probe.replace(' ', '-') + number;
    return "{\"type\":\"track\",\"event\":\""
        + (probe == null ? "Product Viewed" : probe)
        + "\",\"messageId\":\""
        + (probe == null ? "m" : probe)
        + number
        + "-"
        + Long.toString(System.nanoTime(), 36)
        + "\",\"anonymousId\":\""
        + who
        + "\",\"properties\":{\"n\":"
        + number
        + ",\"product_id\":\"p-"
        + (mix & 0xFFF)
        + "\",\"category\":\"courses\",\"price\":39.9}}";
  }

  private void post(House house, String body) {
    try {
      var line = lines.poll();
      if (line == null) {
        line = new HttpLine(house.port());
      }
      var answer = line.post("/v1/batch", LOGIN, body);
      if (line.over()) {
        line.close();
      } else {
        lines.add(line);
      }
      if (answer.status() != 200) {
        throw new Mismatch("answered " + answer.status() + " " + answer.text());
      }
    } catch (Throwable problem) {
      problems.add(problem);
    }
  }

  /// Looks again and again for memberships that were not there, as any reader would see them.
  private void watch(House house, AtomicBoolean watching) {
    try (var connection = house.connect("changke");
        var query =
            connection.prepareStatement(
                "SELECT person, since FROM audience.member WHERE segment = ? AND since > ?")) {
      var from = new Timestamp(0);
      while (watching.get()) {
        query.setObject(1, SEGMENT);
        query.setTimestamp(2, new Timestamp(from.getTime() - 3_000));
        try (var rows = query.executeQuery()) {
          var now = System.nanoTime();
          while (rows.next()) {
            seenAt.putIfAbsent(rows.getObject(1, UUID.class), now);
            from = rows.getTimestamp(2).after(from) ? rows.getTimestamp(2) : from;
          }
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MS);
      }
    } catch (Exception problem) {
      problems.add(problem);
    }
  }

  private List<Long> latencies(Connection connection, Map<Integer, Long> due) throws Exception {
    var nanos = new ArrayList<Long>();
    try (var query =
            connection.prepareStatement(
                """
                SELECT coalesce(person, visitor), (body #>> '{properties,n}')::integer
                FROM activity.event WHERE kind = 'Bench Entered'
                """);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        var seen = seenAt.get(rows.getObject(1, UUID.class));
        var number = rows.getInt(2);
        var intended = due.get(number);
        if (seen == null || intended == null) {
          throw new Mismatch("probe " + number + " is no member");
        }
        nanos.add(seen - intended);
      }
    }
    if (nanos.size() != due.size() || seenAt.size() != due.size()) {
      throw new Mismatch(
          nanos.size() + " events, " + seenAt.size() + " members, " + due.size() + " probes");
    }
    return nanos;
  }
}
