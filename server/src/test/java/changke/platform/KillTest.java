package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseProcess;
import changke.TestBrowser;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the marketplace, of its database, of both: what was acknowledged is there afterwards.
class KillTest {

  private static final String PASSWORD = "a door left ajar";

  @TempDir Path data;

  @Test
  void what_was_acknowledged_survives_every_kill() throws Exception {
    var joined = new CopyOnWriteArrayList<String>();
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      joinUntil(house, joined, "killed", house::kill);
    }
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      assertAllSignIn(house, joined);
      joinUntil(house, joined, "database", house::killDatabase);
      house.awaitReady();
      assertAllSignIn(house, joined);
      joinUntil(
          house,
          joined,
          "both",
          () -> {
            house.killDatabase();
            house.kill();
          });
    }
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      assertAllSignIn(house, joined);
    }
    assertThat(joined).hasSizeGreaterThanOrEqualTo(9);
  }

  /// People join while the blow falls; whoever got an answer is written down.
  private static void joinUntil(
      HouseProcess house, List<String> joined, String round, Runnable blow)
      throws InterruptedException {
    var over = new AtomicBoolean();
    var before = joined.size();
    var crowd =
        List.of(0, 1).stream()
            .map(lane ->
                Thread.ofVirtual()
                    .start(() -> {
                      for (int i = 0; !over.get(); i++) {
                        join(house, round + lane + "n" + i + "@example.org", joined);
                      }
                    }))
            .toList();
    while (joined.size() < before + 3) {
      Thread.onSpinWait();
      java.util.concurrent.TimeUnit.MILLISECONDS.sleep(20);
    }
    blow.run();
    over.set(true);
    for (var person : crowd) {
      person.join();
    }
  }

  private static void join(HouseProcess house, String email, List<String> joined) {
    try {
      var answer =
          TestBrowser.at(house.address())
              .post("/sign-up", Map.of("name", "Wen", "email", email, "password", PASSWORD));
      if (answer.statusCode() == 303) {
        joined.add(email);
      }
    } catch (UncheckedIOException | IllegalStateException gone) {
      // No answer, no promise.
    }
  }

  private static void assertAllSignIn(HouseProcess house, List<String> joined) {
    for (var email : joined) {
      var answer =
          TestBrowser.at(house.address())
              .post("/sign-in", Map.of("email", email, "password", PASSWORD));
      assertThat(answer.statusCode()).as(email).isEqualTo(303);
    }
  }
}
