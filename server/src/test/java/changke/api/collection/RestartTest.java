package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseProcess;
import changke.HouseTest;
import changke.TestChromium;
import com.microsoft.playwright.Page;
import com.segment.analytics.Analytics;
import com.segment.analytics.messages.TrackMessage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/// kill -9 of the house while the official programs send to it, and a start on the same port: they
/// come again by themselves, and every event is there once.
@HouseTest
@EnabledIfSystemProperty(named = "changke.long", matches = "true")
class RestartTest {

  private static final int EVENTS = 120;
  private static final int PAUSE_MS = 25;

  /// The browser's program comes again after pauses that double, up to more than a minute.
  private static final long PATIENCE_MS = 240_000;

  @Autowired TestChromium chromium;
  @TempDir Path data;

  private record Program(UUID source, String key) {}

  @Test
  void every_event_of_every_program_is_there_once() throws Exception {
    var modules = Modules.installed();
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      var java = open("SERVER", "srv_java");
      var node = open("SERVER", "srv_node");
      var site = open("BROWSER", "pub_site");
      var tasks = new ArrayList<Callable<Boolean>>();
      tasks.add(() -> java(house, java));
      tasks.add(() -> node(house, node, modules));
      tasks.add(() -> browser(house, site, modules));
      tasks.add(() -> {
        await(node, EVENTS / 4);
        await(java, EVENTS / 4);
        await(site, EVENTS / 4);
        house.kill();
        house.again();
        return true;
      });
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var done : threads.invokeAll(tasks)) {
          done.get();
        }
      }
      assertThat(house.measures())
          .contains("changke_intake_queued 0.0")
          .contains("changke_intake_refused_total");
      assertThat(kinds(java)).containsExactlyInAnyOrderElementsOf(names("Java"));
      assertThat(kinds(node).stream().filter(kind -> kind.startsWith("Node ")))
          .containsExactlyInAnyOrderElementsOf(names("Node"));
      assertThat(kinds(site)).containsExactlyInAnyOrderElementsOf(names("Browser"));
    }
  }

  private static List<String> names(String program) {
    return IntStream.range(0, EVENTS).mapToObj(i -> program + " " + i).toList();
  }

  private boolean java(HouseProcess house, Program program) throws Exception {
    var analytics =
        Analytics.builder(program.key())
            .endpoint(house.address())
            .flushQueueSize(10)
            .flushInterval(1, TimeUnit.SECONDS)
            .build();
    for (var name : names("Java")) {
      analytics.enqueue(TrackMessage.builder(name).userId("java"));
      TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
    }
    await(program, EVENTS);
    analytics.shutdown();
    return true;
  }

  private static boolean node(HouseProcess house, Program program, Path modules) throws Exception {
    Modules.run(
        List.of("node", "send.mjs"),
        Map.of(
            "KEY", program.key(),
            "HOUSE", house.address(),
            "COUNT", String.valueOf(EVENTS),
            "PAUSE", String.valueOf(PAUSE_MS),
            "MODULES", modules.toString()));
    return true;
  }

  private boolean browser(HouseProcess house, Program program, Path modules) {
    var scripts = modules.resolve("node_modules/@segment/analytics-next/dist/umd");
    try (var elsewhere =
        new Elsewhere("<title>Elsewhere</title><script src=/index.js></script>", scripts)) {
      chromium.visit(
          TestChromium.WIDE,
          "en",
          page -> {
            page.navigate(elsewhere.address());
            page.evaluate(
                """
                ([key, house, count, pause]) => {
                  const { AnalyticsBrowser } = window.AnalyticsNext;
                  const line = { apiHost: new URL(house).host + "/v1", protocol: "http" };
                  const official = AnalyticsBrowser.load(
                    { writeKey: key, cdnURL: house },
                    { integrations: { "Segment.io": line } });
                  let i = 0;
                  const next = () => {
                    official.track("Browser " + i++);
                    if (i < count) setTimeout(next, pause);
                  };
                  next();
                }
                """,
                List.of(program.key(), house.address(), EVENTS, PAUSE_MS));
            awaitOn(page, program);
          });
    }
    return true;
  }

  /// Playwright's own time has to pass, or the page stands still.
  private void awaitOn(Page page, Program program) {
    var deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (count(program) < EVENTS && System.nanoTime() < deadline) {
      page.waitForTimeout(200);
    }
    // Long enough for a second copy to come.
    page.waitForTimeout(1_500);
  }

  private void await(Program program, int events) throws InterruptedException {
    var deadline = System.nanoTime() + PATIENCE_MS * 1_000_000;
    while (count(program) < events && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(count(program)).isGreaterThanOrEqualTo(events);
  }

  private int count(Program program) {
    return kinds(program).size();
  }

  private Program open(String kind, String key) throws SQLException {
    var source = UUID.randomUUID();
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO activity.source (id, name, kind, made_at) VALUES ('%s', '%s', '%s', now())"
              .formatted(source, key, kind));
      statement.execute(
          """
          INSERT INTO activity.write_key (id, source, digest, shown, hint, made_at)
          VALUES ('%s', '%s', sha256('%s'), %s, 'test', now())
          """
              .formatted(source, source, key, kind.equals("BROWSER") ? "'" + key + "'" : "NULL"));
    }
    return new Program(source, key);
  }

  private List<String> kinds(Program program) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT kind FROM activity.event WHERE source = '%s' AND kind <> 'Identified' AND kind <> 'Identities Merged'"
                    .formatted(program.source()))) {
      var kinds = new ArrayList<String>();
      while (rows.next()) {
        kinds.add(rows.getString(1));
      }
      return kinds;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    var parts = HouseProcess.databaseUrl(data).split("[:/@]+");
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s".formatted(parts[3], parts[4], parts[5]), parts[1], parts[2]);
  }
}
