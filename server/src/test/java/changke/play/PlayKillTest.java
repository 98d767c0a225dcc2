package changke.play;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseProcess;
import changke.TestBrowser;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while people spin: afterwards every request is one draw, numbers have no gap, stock is
/// what it was minus what it paid.
@EnabledIfSystemProperty(named = "changke.long", matches = "true")
class PlayKillTest {

  private static final String PASSWORD = "a door left ajar";
  private static final int PEOPLE = 4;
  private static final Pattern NUMBER = Pattern.compile("\"number\":(\\d+)");
  private static final Pattern PERIOD = Pattern.compile("/play/wheel/periods/([-0-9a-f]{36})");
  private static final Pattern TOKEN = Pattern.compile("/first-operator\\?token=([-_A-Za-z0-9]+)");

  @TempDir Path data;

  @Test
  void every_request_is_drawn_once_whatever_dies() throws Exception {
    var asked = new ConcurrentHashMap<Integer, List<UUID>>();
    var answered = new ConcurrentHashMap<UUID, String>();
    String period;
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      period = announce(house);
      for (int person = 0; person < PEOPLE; person++) {
        join(house, person, period);
        asked.put(person, new ArrayList<>());
      }
      spinUntil(house, period, asked, answered, house::kill);
    }
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      var drawn = new HashMap<UUID, String>();
      for (int person = 0; person < PEOPLE; person++) {
        var browser = signedIn(house, person);
        for (var request : asked.getOrDefault(person, List.of())) {
          drawn.put(request, spin(browser, period, request));
          assertThat(spin(browser, period, request)).isEqualTo(drawn.get(request));
        }
      }
      answered.forEach((request, draw) -> assertThat(drawn).containsEntry(request, draw));
      assertThat(new HashSet<>(drawn.values())).as("one draw a request").hasSize(drawn.size());
      var record =
          TestBrowser.at(house.address())
              .get("/play/wheel/periods/" + period + "/draws.jsonl")
              .body();
      var numbers = NUMBER.matcher(record).results().map(m -> Integer.valueOf(m.group(1))).toList();
      assertThat(numbers).hasSize(drawn.size());
      assertThat(numbers.getLast()).isEqualTo(drawn.size());
      assertThat(answered).hasSizeGreaterThanOrEqualTo(8);
    }
  }

  private static void spinUntil(
      HouseProcess house,
      String period,
      Map<Integer, List<UUID>> asked,
      Map<UUID, String> answered,
      Runnable blow)
      throws InterruptedException {
    var over = new AtomicBoolean();
    var crowd = new ArrayList<Thread>();
    asked.forEach((person, requests) ->
        crowd.add(
            Thread.ofVirtual()
                .start(() -> {
                  var browser = signedIn(house, person);
                  while (!over.get() && requests.size() < 90) {
                    var request = UUID.randomUUID();
                    requests.add(request);
                    try {
                      answered.put(request, spin(browser, period, request));
                    } catch (UncheckedIOException | IllegalStateException gone) {
                      return; // No answer, no promise: it is asked again afterwards.
                    }
                  }
                })));
    while (answered.size() < 12) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    blow.run();
    over.set(true);
    for (var person : crowd) {
      person.join();
    }
  }

  private static String spin(TestBrowser browser, String period, UUID request) {
    var answer =
        browser.post("/play/wheel/spin", Map.of("period", period, "request", request.toString()));
    var location = answer.headers().firstValue("Location").orElse("");
    if (!location.contains("drawn=")) {
      throw new IllegalStateException("no draw: " + answer.statusCode() + " " + location);
    }
    return location;
  }

  /// The first operator publishes a wheel of many spins and announces it for the next seconds.
  private String announce(HouseProcess house) throws Exception {
    var browser = TestBrowser.at(house.address());
    signUp(browser, "wen@example.org");
    var token = TOKEN.matcher(Files.readString(data.resolve("house.log")));
    assertThat(token.find()).as("the link of the first operator").isTrue();
    browser.post("/first-operator", Map.of("token", token.group(1)));
    var fields = new HashMap<String, String>();
    fields.putAll(Map.of("nameEn", "Wheel", "day", "100", "period", "100", "publish", "true"));
    fields.putAll(
        Map.of(
            "en0", "Ten", "odds0", "50", "stock0", "20", "then0", "2", "kind0", "POINTS", "amount0",
            "10", "value0", "0.10"));
    fields.putAll(Map.of("en1", "Word", "odds1", "50", "kind1", "NOTHING"));
    assertThat(browser.post("/backoffice/play/wheels/new", fields).statusCode()).isEqualTo(303);
    var form = browser.get("/backoffice/play/wheels").body();
    var plan = Pattern.compile("<option value=\"([-0-9a-f]{36})\"").matcher(form);
    assertThat(plan.find()).isTrue();
    var opens = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).plusSeconds(3);
    var announced =
        browser.post(
            "/backoffice/play/wheels/announce",
            Map.of(
                "plan", plan.group(1),
                "opens", opens.toString(),
                "closes", opens.plusHours(2).toString()));
    assertThat(announced.statusCode()).isEqualTo(303);
    TimeUnit.MILLISECONDS.sleep(Duration.ofSeconds(4).toMillis());
    var period = PERIOD.matcher(browser.get("/play/wheel").body());
    assertThat(period.find()).isTrue();
    return period.group(1);
  }

  private static void join(HouseProcess house, int person, String period) {
    var browser = TestBrowser.at(house.address());
    signUp(browser, email(person));
    var kept =
        browser.post("/play/wheel/seed", Map.of("period", period, "seed", "seed-of-" + person));
    assertThat(kept.statusCode()).isEqualTo(303);
  }

  private static void signUp(TestBrowser browser, String email) {
    var joined =
        browser.post("/sign-up", Map.of("name", "Wen", "email", email, "password", PASSWORD));
    assertThat(joined.statusCode()).isEqualTo(303);
  }

  private static TestBrowser signedIn(HouseProcess house, int person) {
    var browser = TestBrowser.at(house.address());
    browser.post("/sign-in", Map.of("email", email(person), "password", PASSWORD));
    return browser;
  }

  private static String email(int person) {
    return "player" + person + "@example.org";
  }
}
