package changke.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import changke.HouseProcess;
import changke.TestBrowser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 while people buy: of the marketplace, of its database, of both, and of one of two
/// processes on one database. Every payment that was acknowledged, and every other that the cashier
/// took, ends in a delivery or a refund; the keys that buyers open are all different; the book sums
/// to zero; whoever was told that he has an account has one.
class TradeKillTest {

  private static final Pattern KEY = Pattern.compile("<code id=\"k-[^\"]+\">([^<]+)</code>");
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "CHANGKE_SANDBOX_ENABLED", "true",
          "CHANGKE_PAGES_REQUESTSPERSECOND", "100000",
          "CHANGKE_PAGES_BURST", "100000");

  @TempDir Path data;

  private static final boolean LONG = Boolean.getBoolean("changke.long");

  private final int enough = LONG ? 40 : 5;
  private final int rounds = LONG ? 4 : 1;

  @Test
  void no_kill_loses_a_paid_order_or_sells_a_card_twice() throws Exception {
    var first = HouseProcess.start(data, SETTINGS);
    try {
      awaitFullShelves();
      var cards = number("SELECT count(*) FROM vault.card WHERE NOT many");
      var shoppers = new Shoppers(twoOffers(), 20_251_122);
      for (int round = 0; round < rounds; round++) {
        shoppers.until(enough, List.of(first.address()), first::killDatabase);
        first.awaitReady();
        if (LONG) {
          shoppers.until(enough, List.of(first.address()), first::kill);
          first = HouseProcess.start(data, SETTINGS);
        }
        first = twoAreBetterThanOne(first, shoppers);
      }
      shoppers.until(enough, List.of(first.address()), () -> {});
      assertThat(shoppers.bought())
          .hasSizeGreaterThanOrEqualTo(enough * ((LONG ? 4 : 3) * rounds + 1));
      assertNothingIsLost(first, shoppers, cards);
      assertAllSignIn(first, shoppers.joined());
    } finally {
      first.close();
      if (Files.exists(data.resolve("database/data/postmaster.pid"))) {
        first.killDatabase();
      }
    }
  }

  /// A second process comes to the database of the first; the first is killed, then the other
  /// together with the database. Returns the one that stands up after all that.
  private HouseProcess twoAreBetterThanOne(HouseProcess one, Shoppers shoppers) throws Exception {
    var url = HouseProcess.databaseUrl(data);
    try (var two = HouseProcess.start(data, SETTINGS, "--database-url", url)) {
      shoppers.until(enough, List.of(one.address(), two.address()), one::kill);
      shoppers.until(
          enough,
          List.of(two.address()),
          () -> {
            two.killDatabase();
            two.kill();
          });
    }
    return HouseProcess.start(data, SETTINGS);
  }

  private void assertNothingIsLost(HouseProcess house, Shoppers shoppers, long cards)
      throws Exception {
    // Also what the cashier took while the blow fell, before its answer was out.
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> assertThat(unsettled()).as("paid and neither delivered nor refunded").isZero());
    var keys = new ArrayList<String>();
    for (var bought : shoppers.bought()) {
      var browser = bought.browser().on(house.address());
      var path = "/orders/" + bought.number();
      assertThat(browser.post(path + "/open", Map.of()).statusCode()).isEqualTo(303);
      var page = browser.get(path).body();
      if (refunded(bought.trade())) {
        continue;
      }
      var key = KEY.matcher(page);
      assertThat(key.find()).as("order %s shows its key", bought.number()).isTrue();
      keys.add(key.group(1));
    }
    assertThat(new HashSet<>(keys)).as("no key twice").hasSameSizeAs(keys);
    assertThat(keys).hasSizeGreaterThanOrEqualTo(shoppers.bought().size() * 9 / 10);
    assertThat(
            number(
                """
                SELECT count(*) FROM (
                  SELECT c FROM vault.hold, unnest(cards) c JOIN vault.card k ON k.id = c AND NOT k.many
                  WHERE hold.state = 'sold' GROUP BY c HAVING count(*) > 1) twice
                """))
        .as("cards sold twice")
        .isZero();
    assertThat(
            number(
                "SELECT count(*) FROM vault.card WHERE NOT many AND state IN ('available', 'held', 'sold')"))
        .as("held + sold + available")
        .isEqualTo(cards);
    assertThat(
            number(
                "SELECT count(*) FROM (SELECT 1 FROM ledger.entry GROUP BY posting HAVING sum(amount) <> 0) crooked"))
        .as("postings that do not sum to zero")
        .isZero();
    assertThat(number(OWED)).as("in the book beside what was delivered").isZero();
  }

  /// Everything paid, less what was given back and what was delivered, is still held for buyers:
  /// nothing, once all is settled.
  private static final String OWED =
      """
      SELECT coalesce(sum(e.amount), 0) FROM ledger.entry e
      JOIN ledger.account a ON a.id = e.account
      WHERE a.kind = 'deposit'
      """;

  private long unsettled() {
    return number(
        """
        SELECT count(*) FROM cashier.trade t
        LEFT JOIN payments.charge c ON c.reference = t.out_trade_no
        LEFT JOIN orders.purchase p ON p.id = c.subject
        WHERE t.state = 'paid' AND p.state IS DISTINCT FROM 'delivered'
          AND p.state IS DISTINCT FROM 'refunded'
        """);
  }

  private static void assertAllSignIn(HouseProcess house, List<String> joined) {
    assertThat(joined).isNotEmpty();
    for (var email : joined) {
      var answer =
          TestBrowser.at(house.address())
              .post("/sign-in", Map.of("email", email, "password", Shoppers.PASSWORD));
      assertThat(answer.statusCode()).as(email).isEqualTo(303);
    }
  }

  private boolean refunded(String trade) {
    return number("SELECT count(*) FROM cashier.refund WHERE trade_no = '" + trade + "'") > 0;
  }

  private void awaitFullShelves() {
    await()
        .atMost(PATIENCE)
        .until(() -> Files.readString(data.resolve("demo.properties")).contains("full=yes"));
  }

  private List<String> twoOffers() throws SQLException {
    var offers = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(jdbc());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT o.id FROM catalog.offer o
                WHERE o.shown AND o.delivery = 'cards' AND o.inputs = '[]' AND o.per_buyer_limit > 0
                ORDER BY (SELECT count(*) FROM vault.card c WHERE c.offer_id = o.id) DESC LIMIT 2
                """)) {
      while (rows.next()) {
        offers.add(rows.getString(1));
      }
    }
    assertThat(offers).hasSize(2);
    return offers;
  }

  private long number(String sql) {
    try (var connection = DriverManager.getConnection(jdbc());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String jdbc() {
    var parts = HouseProcess.databaseUrl(data).split("[:/@]+");
    return "jdbc:postgresql://%s:%s/%s?user=%s&password=%s"
        .formatted(parts[3], parts[4], parts[5], parts[1], parts[2]);
  }
}
