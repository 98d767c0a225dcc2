package changke.rewards;

import static org.assertj.core.api.Assertions.assertThat;

import changke.HouseProcess;
import changke.TestBrowser;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while people earn (by signing up) and spend (by exchanging): afterwards the book and the
/// lots agree, and every request took its points once, however often it was sent.
@EnabledIfSystemProperty(named = "changke.long", matches = "true")
class PointsKillTest {

  private static final String PASSWORD = "a door left ajar";
  private static final int PEOPLE = 6;
  private static final int PRICE = 10;

  private static final String CHEAP =
      "INSERT INTO rewards.exchange VALUES ('tiny', 1, 'x', 'x', 10, 'exchange-5', 'test', now())";

  private static final String UNLIKE =
      """
      SELECT count(*) FROM (
        SELECT person, sum(open) AS open, sum(pending) AS pending, sum(held) AS held
        FROM rewards.lot GROUP BY person) l
      LEFT JOIN ledger.account b ON b.kind = 'points' AND b.owner = l.person::text
      LEFT JOIN ledger.account w ON w.kind = 'points-pending' AND w.owner = l.person::text
      WHERE l.open <> coalesce(b.balance, 0) OR l.held <> coalesce(b.held, 0)
         OR l.pending <> coalesce(w.balance, 0) OR l.held <> 0
      """;

  private static final String CROOKED =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM ledger.entry GROUP BY posting HAVING sum(amount) <> 0) x
      """;

  private static final String TWICE =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM rewards.coupon WHERE fact LIKE 'exchange %' GROUP BY fact HAVING count(*) > 1) x
      """;

  /// Spendings without their coupon, and coupons without their spending.
  private static final String HALF =
      """
      SELECT count(*) FROM rewards.spend s
      FULL JOIN (SELECT * FROM rewards.coupon WHERE fact LIKE 'exchange %') c
        ON c.fact = 'exchange ' || s.id
      WHERE s.id IS NULL OR c.id IS NULL OR s.state <> 'captured'
      """;

  @TempDir Path data;

  private record Wish(int person, UUID request) {}

  @Test
  void the_book_is_sound_after_every_kill_and_every_request_counts_once() throws Exception {
    var sent = new ConcurrentLinkedQueue<Wish>();
    var done = new ConcurrentLinkedQueue<Wish>();
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      try (var database = connect()) {
        database.createStatement().execute(CHEAP);
      }
      for (int i = 0; i < PEOPLE; i++) {
        join(house, i);
      }
      awaitPoints(PEOPLE);
      spendUntil(house, sent, done, house::kill);
    }
    try (var house = HouseProcess.start(data, "--demo", "false")) {
      assertSound();
      spendUntil(house, sent, done, house::killDatabase);
      house.awaitReady();
      assertSound();
      for (int i = 0; i < PEOPLE; i++) {
        var browser = signedIn(house, i);
        for (var wish : sent) {
          if (wish.person() == i) {
            exchange(browser, wish);
          }
        }
      }
      assertSound();
      try (var database = connect()) {
        assertThat(number(database, "SELECT count(*) FROM rewards.spend"))
            .isEqualTo(sent.stream().distinct().count());
        assertThat(
                number(database, "SELECT sum(balance) FROM ledger.account WHERE kind = 'points'"))
            .isEqualTo(PEOPLE * 100L - PRICE * sent.stream().distinct().count());
      }
    }
    assertThat(done).isNotEmpty();
  }

  private void assertSound() throws Exception {
    try (var database = connect()) {
      assertThat(number(database, UNLIKE)).as("lots unlike the book").isZero();
      assertThat(number(database, CROOKED)).as("crooked postings").isZero();
      assertThat(number(database, TWICE)).as("requests that counted twice").isZero();
      assertThat(number(database, HALF)).as("half exchanges").isZero();
    }
  }

  /// Everyone exchanges while somebody signs up and the blow falls; at most five each round.
  private void spendUntil(
      HouseProcess house,
      ConcurrentLinkedQueue<Wish> sent,
      ConcurrentLinkedQueue<Wish> done,
      Runnable blow)
      throws InterruptedException {
    var before = done.size();
    var threads = new ArrayList<Thread>();
    var over = new AtomicBoolean();
    for (int i = 0; i < PEOPLE; i++) {
      var person = i;
      var browser = signedIn(house, person);
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int n = 0; n < 5 && !over.get(); n++) {
                  var wish = new Wish(person, UUID.randomUUID());
                  sent.add(wish);
                  try {
                    if (exchange(browser, wish)) {
                      done.add(wish);
                    }
                  } catch (UncheckedIOException | IllegalStateException gone) {
                    return;
                  }
                }
              }));
    }
    while (done.size() < before + 3) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    blow.run();
    over.set(true);
    for (var thread : threads) {
      thread.join();
    }
  }

  private static boolean exchange(TestBrowser browser, Wish wish) {
    var answer =
        browser.post("/my/exchange", Map.of("key", "tiny", "request", wish.request().toString()));
    return answer.statusCode() == 303
        && answer.headers().firstValue("Location").orElse("").equals("/my/coupons");
  }

  private static void join(HouseProcess house, int number) {
    TestBrowser.at(house.address())
        .post(
            "/sign-up",
            Map.of("name", "Wen", "email", "wen" + number + "@example.org", "password", PASSWORD));
  }

  private static TestBrowser signedIn(HouseProcess house, int number) {
    var browser = TestBrowser.at(house.address());
    browser.post(
        "/sign-in", Map.of("email", "wen" + number + "@example.org", "password", PASSWORD));
    return browser;
  }

  private void awaitPoints(int people) throws Exception {
    try (var database = connect()) {
      for (int i = 0; i < 600; i++) {
        if (number(database, "SELECT count(*) FROM rewards.lot WHERE kind = 'sign-up'") == people) {
          return;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new AssertionError("the welcome points do not come");
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
