package changke.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseProcess;
import changke.TestBrowser;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while people earn and spend at once: they sign up, check in, spin and exchange. After
/// every restart the book proves zero, every request counts once, however often it was sent, and
/// whoever was told that he has an account has one. The short run has one blow, the long one
/// several and takes the database down too.
@EnabledIfSystemProperty(named = "changke.long", matches = "true")
class LoyaltyKillTest {

  private static final String PASSWORD = "a door left ajar";
  private static final int PEOPLE = 6;
  private static final Pattern PERIOD = Pattern.compile("/play/wheel/periods/([-0-9a-f]{36})");
  private static final Pattern TOKEN = Pattern.compile("/first-operator\\?token=([-_A-Za-z0-9]+)");
  private static final Pattern PLAN = Pattern.compile("<option value=\"([-0-9a-f]{36})\"");

  private static final String CHEAP =
      "INSERT INTO rewards.exchange VALUES ('tiny', 1, 'x', 'x', 10, 'exchange-5', 'test', now())";

  /// Each of these finds what is wrong, and there has to be nothing.
  private static final Map<String, String> WRONG =
      Map.of(
          "lots unlike the book",
          """
          SELECT count(*) FROM (
            SELECT person, sum(open) AS open, sum(pending) AS pending, sum(held) AS held
            FROM rewards.lot GROUP BY person) l
          LEFT JOIN ledger.account b ON b.kind = 'points' AND b.owner = l.person::text
          LEFT JOIN ledger.account w ON w.kind = 'points-pending' AND w.owner = l.person::text
          WHERE l.open <> coalesce(b.balance, 0) OR l.held <> coalesce(b.held, 0)
             OR l.pending <> coalesce(w.balance, 0) OR l.held <> 0
          """,
          "debits unlike credits",
          """
          SELECT count(*) FROM (
            SELECT 1 FROM ledger.entry GROUP BY posting HAVING sum(amount) <> 0) x
          """,
          "something below zero",
          "SELECT count(*) FROM ledger.account WHERE kind = 'points' AND balance < 0",
          "half exchanges",
          """
          SELECT count(*) FROM rewards.spend s
          FULL JOIN (SELECT * FROM rewards.coupon WHERE fact LIKE 'exchange %') c
            ON c.fact = 'exchange ' || s.id
          WHERE s.id IS NULL OR c.id IS NULL OR s.state <> 'captured'
          """,
          "draws without their prize, and prizes without a draw",
          """
          SELECT count(*)
          FROM play.wheel_spin s
          JOIN play.wheel_period p ON p.id = s.period
          JOIN play.wheel_prize z ON z.plan = p.plan AND z.position = s.paid
          FULL JOIN (SELECT * FROM rewards.lot WHERE source = 'play.wheel') l ON l.fact = 'wheel ' || s.id
          WHERE (s.id IS NULL OR (z.kind = 'POINTS') <> (l.id IS NOT NULL))
            AND NOT EXISTS (SELECT FROM play.wheel_owed o WHERE o.spin = s.id AND o.settled_at IS NULL)
          """,
          "gaps in the numbers of draws",
          """
          SELECT count(*) FROM (
            SELECT period, count(*) AS draws, max(number) AS last FROM play.wheel_spin GROUP BY period) d
          JOIN play.wheel_count c USING (period)
          WHERE d.draws <> d.last OR d.draws <> c.draws
          """,
          "stock unlike what was paid from it",
          """
          SELECT count(*) FROM play.wheel_stock k
          JOIN play.wheel_period p ON p.id = k.period
          JOIN play.wheel_prize z ON z.plan = p.plan AND z.position = k.position
          WHERE k.remaining <> z.stock - (
            SELECT count(*) FROM play.wheel_spin s WHERE s.period = k.period AND s.paid = k.position)
          """,
          "check-ins without their points, and points without a check-in",
          """
          SELECT count(*) FROM (SELECT * FROM play.check_in WHERE act = 'Checked In') c
          FULL JOIN (SELECT * FROM rewards.lot WHERE source = 'check-in') l
            ON l.fact = 'check-in ' || c.person || ' ' || c.day
          WHERE c.person IS NULL OR l.id IS NULL
          """);

  @TempDir Path data;

  private final Map<Integer, List<Wish>> asked = new ConcurrentHashMap<>();
  private final Map<UUID, String> answered = new ConcurrentHashMap<>();
  private final AtomicInteger guests = new AtomicInteger();
  private final Queue<String> joined = new ConcurrentLinkedQueue<>();

  private record Wish(boolean spin, UUID request) {}

  @Test
  void the_book_proves_zero_and_every_request_counts_once() throws Exception {
    String period;
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      try (var database = connect()) {
        database.createStatement().execute(CHEAP);
      }
      period = announce(house);
      for (int person = 0; person < PEOPLE; person++) {
        var browser = TestBrowser.at(house.address());
        signUp(browser, email(person));
        browser.post("/play/wheel/seed", Map.of("period", period, "seed", "seed-of-" + person));
        asked.put(person, new ArrayList<>());
      }
      awaitWelcome();
      actUntil(house, period, house::kill);
    }
    for (int blow = 1; blow < 4; blow++) {
      try (var house = HouseProcess.start(data, "--demo", "false")) {
        assertSound();
        actUntil(house, period, blow % 2 == 0 ? house::kill : house::killDatabase);
      }
    }
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      assertSound();
      assertAllSignIn(house);
      againAndAgain(house, period);
      awaitWelcome();
      assertSound();
    }
  }

  /// Every request once more, and what was answered before is answered so again.
  private void againAndAgain(HouseProcess house, String period) throws Exception {
    var spins = 0;
    var exchanges = 0;
    for (int person = 0; person < PEOPLE; person++) {
      var browser = signedIn(house, person);
      for (var wish : asked.getOrDefault(person, List.of())) {
        var answer = send(browser, period, wish);
        assertThat(send(browser, period, wish)).isEqualTo(answer);
        var before = answered.get(wish.request());
        assertThat(before == null || before.equals(answer)).as(before + " " + answer).isTrue();
        spins += wish.spin() ? 1 : 0;
        exchanges += wish.spin() ? 0 : 1;
      }
      checkIn(browser);
    }
    try (var database = connect()) {
      assertThat(number(database, "SELECT count(*) FROM play.wheel_spin")).isEqualTo(spins);
      assertThat(number(database, "SELECT count(*) FROM rewards.spend")).isEqualTo(exchanges);
      assertThat(number(database, "SELECT count(*) FROM play.check_in WHERE act = 'Checked In'"))
          .isBetween((long) PEOPLE, 2L * PEOPLE);
    }
  }

  /// Everyone exchanges, spins and checks in while strangers sign up, until the blow falls.
  private void actUntil(HouseProcess house, String period, Runnable blow) throws Exception {
    var over = new AtomicBoolean();
    var before = answered.size();
    var crowd = new ArrayList<Thread>();
    asked.forEach((person, wishes) ->
        crowd.add(
            Thread.ofVirtual()
                .start(() -> {
                  var browser = signedIn(house, person);
                  for (int turn = 0; turn < 8 && !over.get(); turn++) {
                    act(browser, period, wishes, turn);
                  }
                })));
    crowd.add(
        Thread.ofVirtual()
            .start(() -> {
              while (!over.get()) {
                var email = "guest" + guests.incrementAndGet() + "@x.org";
                if (signUp(TestBrowser.at(house.address()), email)) {
                  joined.add(email);
                }
              }
            }));
    crowd.forEach(thread -> thread.setUncaughtExceptionHandler((t, gone) -> {}));
    while (answered.size() < before + 4 || joined.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    blow.run();
    over.set(true);
    for (var person : crowd) {
      person.join();
    }
  }

  private void act(TestBrowser browser, String period, List<Wish> wishes, int turn) {
    var wish = new Wish(turn % 2 == 0, UUID.randomUUID());
    wishes.add(wish);
    try {
      answered.put(wish.request(), send(browser, period, wish));
      if (turn == 1) {
        checkIn(browser);
      }
    } catch (UncheckedIOException | IllegalStateException gone) {
      // No answer, no promise: it is asked again afterwards.
    }
  }

  private static String send(TestBrowser browser, String period, Wish wish) {
    var request = wish.request().toString();
    var answer =
        wish.spin()
            ? browser.post("/play/wheel/spin", Map.of("period", period, "request", request))
            : browser.post("/my/exchange", Map.of("key", "tiny", "request", request));
    var location = answer.headers().firstValue("Location").orElse("");
    if (!location.contains("drawn=") && !location.equals("/my/coupons")) {
      throw new IllegalStateException("no answer: " + answer.statusCode() + " " + location);
    }
    return location;
  }

  private static void checkIn(TestBrowser browser) {
    browser.post("/play/check-in", Map.of());
  }

  private void assertSound() throws Exception {
    try (var database = connect()) {
      for (var wrong : WRONG.entrySet()) {
        assertThat(number(database, wrong.getValue())).as(wrong.getKey()).isZero();
      }
    }
  }

  /// Everyone who signed up gets the welcome points, once, whatever died in between.
  private void awaitWelcome() throws Exception {
    try (var database = connect()) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() ->
              number(database, "SELECT count(*) FROM identity.person")
                  == number(database, "SELECT count(*) FROM rewards.lot WHERE source = 'welcome'"));
    }
  }

  /// The first operator publishes a wheel of many spins and announces it for the next seconds.
  private String announce(HouseProcess house) throws Exception {
    var browser = TestBrowser.at(house.address());
    signUp(browser, "wen@example.org");
    var token = TOKEN.matcher(Files.readString(data.resolve("house.log")));
    assertThat(token.find()).as("the link of the first operator").isTrue();
    browser.post("/first-operator", Map.of("token", token.group(1)));
    var fields =
        new HashMap<>(Map.of("nameEn", "Wheel", "day", "100", "period", "100", "publish", "true"));
    fields.putAll(
        Map.of(
            "en0", "Ten", "odds0", "50", "stock0", "5", "then0", "2", "kind0", "POINTS", "amount0",
            "10", "value0", "0.10"));
    fields.putAll(Map.of("en1", "Word", "odds1", "50", "kind1", "NOTHING"));
    assertThat(browser.post("/backoffice/play/wheels/new", fields).statusCode()).isEqualTo(303);
    var plan = PLAN.matcher(browser.get("/backoffice/play/wheels").body());
    assertThat(plan.find()).isTrue();
    var opens = LocalDateTime.now(ZoneId.of("Asia/Shanghai")).plusSeconds(2);
    browser.post(
        "/backoffice/play/wheels/announce",
        Map.of(
            "plan", plan.group(1),
            "opens", opens.toString(),
            "closes", opens.plusHours(2).toString()));
    TimeUnit.MILLISECONDS.sleep(2_500);
    var period = PERIOD.matcher(browser.get("/play/wheel").body());
    assertThat(period.find()).isTrue();
    return period.group(1);
  }

  private TestBrowser signedIn(HouseProcess house, int person) {
    var browser = TestBrowser.at(house.address());
    browser.post("/sign-in", Map.of("email", email(person), "password", PASSWORD));
    return browser;
  }

  private static boolean signUp(TestBrowser browser, String email) {
    var answer =
        browser.post("/sign-up", Map.of("name", "Wen", "email", email, "password", PASSWORD));
    return answer.statusCode() == 303;
  }

  /// Whoever was told that he has an account has one.
  private void assertAllSignIn(HouseProcess house) {
    for (var email : joined) {
      var answer =
          TestBrowser.at(house.address())
              .post("/sign-in", Map.of("email", email, "password", PASSWORD));
      assertThat(answer.statusCode()).as(email).isEqualTo(303);
    }
  }

  private static String email(int person) {
    return "player" + person + "@example.org";
  }

  private Connection connect() throws Exception {
    List<String> lines = Files.readAllLines(data.resolve("database/data/postmaster.pid"));
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
