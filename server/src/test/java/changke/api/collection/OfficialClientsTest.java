package changke.api.collection;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseTest;
import changke.TestChromium;
import changke.activity.Sources;
import com.microsoft.playwright.Page;
import com.segment.analytics.Analytics;
import com.segment.analytics.Callback;
import com.segment.analytics.messages.Message;
import com.segment.analytics.messages.TrackMessage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// Unmodified official programs on a bad line: every event arrives once.
@HouseTest
class OfficialClientsTest {

  private static final int EVENTS = 100;

  @Autowired Sender sender;
  @Autowired TestChromium chromium;

  private static List<String> names(String program) {
    return IntStream.range(0, EVENTS).mapToObj(i -> program + " " + i).toList();
  }

  @Test
  void the_program_for_java() throws Exception {
    var server = sender.server();
    var arrived = new CountDownLatch(EVENTS);
    try (var line = new Flaky(sender.address(), Flaky.Fault.ANSWER_LOST)) {
      var analytics =
          Analytics.builder(server.key())
              .endpoint(line.address())
              .flushQueueSize(EVENTS)
              .callback(
                  new Callback() {
                    @Override
                    public void success(Message message) {
                      arrived.countDown();
                    }

                    @Override
                    public void failure(Message message, Throwable error) {
                      System.err.println(message.messageId() + " failed: " + error);
                    }
                  })
              .build();
      for (var name : names("Java")) {
        analytics.enqueue(TrackMessage.builder(name).userId("java").properties(Map.of("a", 1)));
      }
      analytics.flush();
      assertThat(arrived.await(90, TimeUnit.SECONDS)).isTrue();
      analytics.shutdown();
      assertThat(line.faultsLeft()).isZero();
    }
    assertThat(sender.kinds(server)).containsExactlyInAnyOrderElementsOf(names("Java"));
    assertThat(sender.said(server, "context", "library", "name")).isEqualTo("analytics-java");
  }

  @Test
  void the_program_for_node() throws Exception {
    var modules = Modules.installed();
    var server = sender.server();
    try (var line =
        new Flaky(
            sender.address(),
            Flaky.Fault.SATURATED,
            Flaky.Fault.ANSWER_LOST,
            Flaky.Fault.DOWN,
            Flaky.Fault.ANSWER_LOST)) {
      Modules.run(
          List.of("node", "send.mjs"),
          Map.of(
              "KEY", server.key(),
              "HOUSE", line.address(),
              "COUNT", String.valueOf(EVENTS),
              "MODULES", modules.toString()));
      assertThat(line.faultsLeft()).isZero();
    }
    var kinds = sender.kinds(server);
    assertThat(kinds.stream().filter(kind -> kind.startsWith("Node ")))
        .containsExactlyInAnyOrderElementsOf(names("Node"));
    assertThat(kinds).containsOnlyOnce("Identified", "Identities Merged");
  }

  @Test
  void the_program_for_browsers() throws Exception {
    var scripts = Modules.installed().resolve("node_modules/@segment/analytics-next/dist/umd");
    var site = sender.browser();
    try (var line =
            new Flaky(
                sender.address(),
                Flaky.Fault.SATURATED,
                Flaky.Fault.ANSWER_LOST,
                Flaky.Fault.DOWN);
        var elsewhere =
            new Elsewhere("<title>Elsewhere</title><script src=/index.js></script>", scripts)) {
      chromium.visit(
          TestChromium.WIDE,
          "en",
          page -> {
            page.onConsoleMessage(message -> System.err.println("console: " + message.text()));
            page.navigate(elsewhere.address());
            page.evaluate(
                """
                ([key, house]) => {
                  const { AnalyticsBrowser } = window.AnalyticsNext;
                  const line = { apiHost: new URL(house).host + "/v1", protocol: "http" };
                  window.official = AnalyticsBrowser.load(
                    { writeKey: key, cdnURL: house },
                    { integrations: { "Segment.io": line } });
                  window.official.page();
                  for (let i = 0; i < 10; i++) window.official.track("Browser " + i);
                  window.official.identify("somebody", { plan: "gold" });
                }
                """,
                List.of(site.key(), line.address()));
            await(page, site);
          });
      assertThat(line.faultsLeft()).isZero();
    }
    assertThat(sender.kinds(site))
        .contains("Page Viewed", "Identified")
        .doesNotContain("Identities Merged")
        .doesNotHaveDuplicates()
        .hasSize(12);
  }

  private void await(Page page, Sources.Opened site) {
    for (int tries = 0; tries < 150 && sender.kinds(site).size() < 12; tries++) {
      page.waitForTimeout(200);
    }
    // Long enough for a second copy to come.
    page.waitForTimeout(1_500);
  }
}
