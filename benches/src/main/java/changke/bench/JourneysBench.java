package changke.bench;

import java.sql.Connection;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// From events to the steps that follow: entering, and a message queued, with twenty live journeys.
///
/// Events come in an open loop straight into the journal's waiting line, each of another person. As
/// people are taken in the order in which they became due, the k-th who is done belongs to the k-th
/// event: its time counts from the moment at which the event was due to the look, 50 ms apart, at
/// which another connection sees k committed ends. At the end everybody has every step and exactly
/// one message.
public final class JourneysBench implements Comparison {

  private static final double LIMIT_MS = 2_000;
  private static final int JOURNEYS = 20;
  private static final int STEPS = 3;
  private static final int PULSE_MS = 50;

  @Override
  public Result run(Options options) throws Exception {
    int people = Math.toIntExact(options.size("people", 5_000, 500_000));
    int perSecond = Math.toIntExact(options.size("rate", 100, 700));
    int seconds = Math.toIntExact(options.size("seconds", 5, 60));
    try (var house = House.start(Map.of());
        var connection = house.connect("changke")) {
      seed(connection, people);
      int events = perSecond * seconds;
      if (events > people) {
        throw new IllegalArgumentException("more events than people");
      }
      var late = drive(connection, events, perSecond);
      check(connection, events);
      Arrays.sort(late);
      double p99 = late[(int) Math.min(events - 1L, Math.round(events * .99))];
      double total = late[events - 1] / 1_000 + seconds;
      System.err.printf(
          Locale.ROOT,
          "%d people, %d journeys, %d events at %d/s: p50 %.0f ms, p99 %.0f ms%n",
          people,
          JOURNEYS,
          events,
          perSecond,
          late[events / 2],
          p99);
      return new Result("journeys", p99, "ms", "limit", LIMIT_MS, LIMIT_MS / p99)
          .also("stepsPerSecond", STEPS * (double) perSecond)
          .also("stepsPerSecondToTheEnd", STEPS * events / total)
          .also("p50", late[events / 2]);
    }
  }

  private static String story(int number) {
    return """
    {"title": {"en": "Bench", "zh": "测"}, "owed": true, "nodes": {
      "enter": {"enter": {"event": "Bench %d"}, "next": "mail"},
      "mail": {"message": "delay-sorry", "next": "end"},
      "goal": {"goal": {"event": "Order Paid"}, "withinDays": 7},
      "end": {"exit": true}}}
    """
        .formatted(number);
  }

  private static void seed(Connection connection, int people) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO identity.person
            (id, name, email, email_key, password_hash, language, zone, created_at)
          SELECT ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, 'Lin',
            n || '@bench.org', n || '@bench.org', 'x', 'en', 'Asia/Shanghai', now()
          FROM generate_series(1, %d) n
          """
              .formatted(people));
      for (int i = 0; i < JOURNEYS; i++) {
        statement.execute(
            """
            WITH j AS (
              INSERT INTO journeys.journey (id, key, title_zh, title_en, made_by, made_at)
              VALUES (gen_random_uuid(), 'bench-%d', '测', 'Bench', gen_random_uuid(), now())
              RETURNING id)
            INSERT INTO journeys.version
              (journey, version, definition, published_by, published_at)
            SELECT id, 1, '%s'::jsonb, gen_random_uuid(), now() FROM j
            """
                .formatted(i, story(i)));
      }
      statement.execute("UPDATE journeys.journey SET live_version = 1");
      statement.execute("ANALYZE");
    }
  }

  /// Sends every event when it is due and notes when its person was done, in milliseconds late.
  private static double[] drive(Connection connection, int events, int perSecond) throws Exception {
    var late = new double[events];
    long start = System.nanoTime();
    int sent = 0;
    int done = 0;
    long deadline = start + TimeUnit.MINUTES.toNanos(2) + events * 1_000_000_000L / perSecond;
    while (done < events) {
      double elapsed = (System.nanoTime() - start) / 1e9;
      int due = (int) Math.min(events, elapsed * perSecond);
      if (due > sent) {
        send(connection, sent, due);
        sent = due;
      }
      int ended =
          (int)
              number(
                  connection, "SELECT count(*) FROM journeys.instance WHERE ended_at IS NOT NULL");
      double now = (System.nanoTime() - start) / 1e6;
      for (; done < ended; done++) {
        late[done] = now - done * 1_000d / perSecond;
      }
      if (System.nanoTime() > deadline) {
        throw new Mismatch(done + " of " + events + " were done in time");
      }
      TimeUnit.MILLISECONDS.sleep(PULSE_MS);
    }
    return late;
  }

  private static void send(Connection connection, int from, int to) throws Exception {
    try (var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO activity.arrival (fact, kind, person, happened_at, body)
          SELECT gen_random_uuid(), 'Bench ' || n %% %d,
            ('00000000-0000-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid, now(),
            '{"properties": {}}'
          FROM generate_series(%d, %d) n
          """
              .formatted(JOURNEYS, from + 1, to));
    }
  }

  private static void check(Connection connection, int events) throws Exception {
    demand(connection, "SELECT count(*) FROM journeys.step", (long) STEPS * events);
    demand(connection, "SELECT count(*) FROM journeys.instance WHERE ended = 'FINISHED'", events);
    demand(
        connection,
        "SELECT count(DISTINCT request_key) FROM messaging.message WHERE source LIKE 'journey:%'",
        events);
  }

  private static void demand(Connection connection, String sql, long expected) throws Exception {
    long found = number(connection, sql);
    if (found != expected) {
      throw new Mismatch(sql + ": " + found + " instead of " + expected);
    }
  }

  private static long number(Connection connection, String sql) throws Exception {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
