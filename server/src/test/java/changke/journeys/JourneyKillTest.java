package changke.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Two processes share people on their way through a journey with points and a coupon; one is
/// killed with -9 in the middle. Nothing is lost and nothing is done twice. 10,000 in the long run.
@EnabledIfSystemProperty(named = "changke.long", matches = "true")
class JourneyKillTest {

  private static final boolean LONG = !Boolean.getBoolean("changke.short");
  private static final int PEOPLE = LONG ? 10_000 : 600;

  private static final String STORY =
      """
      {"title": {"en": "Kill", "zh": "断"}, "nodes": {
        "enter": {"enter": {"event": "Danced"}, "next": "points"},
        "points": {"points": 7, "next": "wait"},
        "wait": {"delay": {"for": "PT1S"}, "next": "coupon"},
        "coupon": {"coupon": "exchange-5", "next": "end"},
        "end": {"exit": true}}}
      """;

  @TempDir Path data;

  @Test
  void two_share_and_one_is_killed_and_everybody_gets_everything_once() throws Exception {
    try (var one = HouseProcess.start(data, "--demo", "false")) {
      var url = HouseProcess.databaseUrl(data);
      try (var two = other(url).join();
          var database = connect()) {
        fill(database);
        await()
            .pollInterval(Duration.ofMillis(5))
            .atMost(Duration.ofSeconds(60))
            .until(() -> number(database, "SELECT count(*) FROM journeys.step") > PEOPLE);
        one.kill();
        await()
            .atMost(Duration.ofSeconds(LONG ? 600 : 60))
            .until(() ->
                number(database, "SELECT count(*) FROM journeys.instance WHERE ended_at IS NULL")
                    == 0);
        assertThat(two.address()).isNotEmpty();
        assertSound(database);
      } finally {
        one.killDatabase();
      }
    }
  }

  private CompletableFuture<HouseProcess> other(String url) {
    return CompletableFuture.supplyAsync(
        () -> HouseProcess.start(data, "--demo", "false", "--database-url", url));
  }

  private static void fill(Connection database) throws Exception {
    try (var statement = database.createStatement()) {
      statement.execute(
          """
          INSERT INTO identity.person (id, name, email, email_key, password_hash, language, zone, created_at)
          SELECT gen_random_uuid(), 'Lin', n || '@x.org', n || '@x.org', 'x', 'en', 'Asia/Shanghai', now()
          FROM generate_series(1, %d) n
          """
              .formatted(PEOPLE));
      statement.execute(
          """
          WITH j AS (
            INSERT INTO journeys.journey (id, key, title_zh, title_en, made_by, made_at)
            VALUES (gen_random_uuid(), 'kill', '断', 'Kill', gen_random_uuid(), now()) RETURNING id)
          INSERT INTO journeys.version (journey, version, definition, published_by, published_at)
          SELECT id, 1, '%s'::jsonb, gen_random_uuid(), now() FROM j
          """
              .formatted(STORY));
      statement.execute("UPDATE journeys.journey SET live_version = 1");
      statement.execute(
          """
          INSERT INTO journeys.instance
            (id, journey, version, person, key, fact, entry, happened_at, entered_at, first, node, epoch,
             arrived_at, due_at, used, tries, watched_to, watched)
          SELECT gen_random_uuid(), j.id, 1, p.id, '', gen_random_uuid(), '{}', now(), now(), true, 'enter', 0,
             now(), now(), '{}', 0, now() + interval '7 days', true
          FROM identity.person p, journeys.journey j
          """);
    }
  }

  private static void assertSound(Connection database) throws Exception {
    assertThat(number(database, "SELECT count(*) FROM journeys.instance WHERE ended = 'FINISHED'"))
        .isEqualTo(PEOPLE);
    assertThat(number(database, "SELECT count(*) FROM journeys.step")).isEqualTo(5L * PEOPLE);
    assertThat(
            number(
                database, "SELECT count(DISTINCT person) FROM rewards.lot WHERE kind = 'journey'"))
        .isEqualTo(PEOPLE);
    assertThat(number(database, "SELECT sum(points) FROM rewards.lot WHERE kind = 'journey'"))
        .isEqualTo(7L * PEOPLE);
    assertThat(number(database, "SELECT count(*) FROM rewards.coupon WHERE fact LIKE 'journey %'"))
        .isEqualTo(PEOPLE);
    assertThat(
            number(
                database,
                "SELECT count(DISTINCT person) FROM rewards.coupon WHERE fact LIKE 'journey %'"))
        .isEqualTo(PEOPLE);
    assertThat(
            number(
                database,
                "SELECT count(*) FROM (SELECT 1 FROM ledger.entry GROUP BY posting HAVING sum(amount) <> 0) x"))
        .isZero();
    assertThat(number(database, "SELECT sum(balance) FROM ledger.account WHERE kind = 'points'"))
        .isEqualTo(7L * PEOPLE);
  }

  private Connection connect() throws Exception {
    var lines = Files.readAllLines(data.resolve("database/data/postmaster.pid"));
    var password = Files.readString(data.resolve("database/password")).trim();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + lines.get(3).trim() + "/changke", "changke", password);
  }

  private static long number(Connection database, String sql) throws Exception {
    try (var statement = database.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
