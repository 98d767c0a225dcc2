package changke.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The price of a cart of ten lines with 25 live promotions and 25 coupons in the member's wallet,
/// through HTTP as the cart's page, in an open loop from the intended start, no two carts alike.
/// The peer is the limit of 20 ms; every total is compared with one that is counted by hand here.
public final class PricingBench implements Comparison {

  private static final double LIMIT_MS = 20;
  private static final int OFFERS = 500;
  private static final int TRIES = 20;
  private static final int LINES = 10;
  private static final int RULES = 25;
  private static final int MEMBERS = 10;
  private static final String PASSWORD = "a door left ajar";
  private static final long SEED = 20_251_122;
  private static final Pattern TOTAL =
      Pattern.compile("class=\"sum total\"><span>[^<]*</span><span>[^0-9]*([0-9,]+)\\.([0-9]{2})<");
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private record Offer(UUID id, long price) {}

  private record Promotion(int share, Set<Integer> offers) {}

  private record Coupon(long off, long from) {}

  private record Cart(List<Integer> offers, List<Integer> pieces) {
    String cookie(List<Offer> shelf) {
      var text = new StringBuilder();
      for (int i = 0; i < offers.size(); i++) {
        text.append(i == 0 ? "" : "_")
            .append(shelf.get(offers.get(i)).id())
            .append('.')
            .append(pieces.get(i));
      }
      return text.toString();
    }
  }

  private final Random random = new Random(SEED);
  private final List<Offer> shelf = new ArrayList<>();
  private final List<Promotion> promotions = new ArrayList<>();
  private final List<Coupon> coupons = new ArrayList<>();

  @Override
  public Result run(Options options) throws Exception {
    var carts = Math.toIntExact(options.size("carts", 200, 10_000));
    var warm = Math.toIntExact(options.size("warm", 400, 3_000));
    var perSecond = options.size("rate", 40, 100);
    var settings =
        Map.of("CHANGKE_PAGES_REQUESTSPERSECOND", "100000", "CHANGKE_PAGES_BURST", "100000");
    try (var house = House.start(settings)) {
      try (var connection = house.connect("changke")) {
        seed(connection);
        var sessions = members(house, connection);
        System.out.printf(
            Locale.ROOT,
            "%d processors, %d offers, %d promotions, %d coupons in the wallet, %s%n",
            Runtime.getRuntime().availableProcessors(),
            OFFERS,
            RULES,
            RULES,
            house.durability());
        var cold = round(house, sessions, carts(Math.min(carts, 300)), perSecond);
        System.out.println("cold: " + cold);
        round(house, sessions, carts(warm), perSecond);
        var before = house.processorTime();
        var found = round(house, sessions, carts(carts), perSecond);
        System.out.println(house.processorTime().minus(before).per(carts));
        System.out.printf(Locale.ROOT, "warm, %d carts at %d/s: %s%n", carts, perSecond, found);
        var p99 = found.at(0.99);
        return new Result("pricing", p99, "ms", "limit", LIMIT_MS, LIMIT_MS / p99)
            .also("p50_ms", found.at(0.5))
            .also("worst_ms", found.at(1))
            .also("cold_p99_ms", cold.at(0.99));
      } catch (Exception e) {
        System.err.println(house.lastWords());
        throw e;
      }
    }
  }

  private void seed(Connection connection) throws SQLException {
    ShopSeed.shops(connection, 3);
    for (int i = 0; i < OFFERS; i++) {
      shelf.add(
          new Offer(
              new UUID(0x0198c0deaaaa7000L, 0x8000000000000000L + i), 500 + random.nextInt(9500)));
    }
    var ids = shelf.stream().map(Offer::id).toArray();
    var prices = shelf.stream().map(Offer::price).toArray();
    try (var statement =
        connection.prepareStatement(
            """
            INSERT INTO catalog.offer
              (id, merchant_id, kind, delivery, state, title_zh, title_en, summary_zh, summary_en,
               details_zh, details_en, price_minor, currency, wholesale, inputs, category, section,
               tags, confirm_days, per_buyer_limit, promised_minutes, low_stock_at, search, version,
               created_at, changed_at, listed_at)
            SELECT o.id, ?, 'service', 'by_hand', 'listed', '商品', 'Offer', '', '', '', '', o.price,
                   'CNY', '[]', '[]', 'shelf-1-1', 'section-1', '{}', 7, 100, 60, 0,
                   to_tsvector('simple', 'offer'), 1, now(), now(), now()
            FROM unnest(?::uuid[], ?::bigint[]) AS o (id, price)
            """)) {
      statement.setObject(1, ShopSeed.MERCHANT);
      statement.setArray(2, connection.createArrayOf("uuid", ids));
      statement.setArray(3, connection.createArrayOf("bigint", prices));
      statement.execute();
    }
    rules(connection);
    ShopSeed.run(connection, "ANALYZE");
  }

  private void rules(Connection connection) throws SQLException {
    for (int i = 0; i < RULES; i++) {
      var offers = new HashSet<Integer>();
      while (offers.size() < 60) {
        offers.add(random.nextInt(OFFERS));
      }
      var promotion = new Promotion(100 * (1 + random.nextInt(40)), Set.copyOf(offers));
      promotions.add(promotion);
      try (var statement =
          connection.prepareStatement(
              """
              INSERT INTO rewards.promotion
                (id, key, version, title_zh, title_en, occasion, kind, offers, off_bp, audience,
                 funder, valid_from, made_by, made_at)
              VALUES (gen_random_uuid(), ?, 1, '活动', 'Promotion', 'LIMITED', 'percent', ?, ?,
                      'EVERYONE', 'platform', now() - interval '1 day', 'bench', now())
              """)) {
        statement.setString(1, "bench-" + i);
        statement.setArray(
            2,
            connection.createArrayOf(
                "uuid", promotion.offers().stream().map(o -> shelf.get(o).id()).toArray()));
        statement.setInt(3, promotion.share());
        statement.execute();
      }
      var coupon = new Coupon(100 + random.nextInt(2000), random.nextInt(60_000));
      coupons.add(coupon);
      try (var statement =
          connection.prepareStatement(
              """
              INSERT INTO rewards.terms
                (id, key, version, title_zh, title_en, kind, off_minor, threshold_minor, offers,
                 categories, audience, claimable, alone, funder, valid_from, life_days,
                 budget_minor, made_by, made_at)
              VALUES (gen_random_uuid(), ?, 1, '券', 'Coupon', 'fixed', ?, ?, '{}', '{}', 'MEMBERS',
                      true, false, 'platform', now() - interval '1 day', 30, 100000000, 'bench', now())
              """)) {
        statement.setString(1, "bench-" + i);
        statement.setLong(2, coupon.off());
        statement.setLong(3, coupon.from());
        statement.execute();
      }
    }
  }

  /// People who signed up through the page and hold every coupon.
  private static List<String> members(House house, Connection connection) throws Exception {
    var sessions = new ArrayList<String>();
    for (int i = 0; i < MEMBERS; i++) {
      sessions.add(signUp(house, i));
    }
    house.until("SELECT count(*) FROM rewards.coupon", MEMBERS, java.time.Duration.ofSeconds(60));
    ShopSeed.run(
        connection,
        """
        DELETE FROM rewards.coupon;
        INSERT INTO rewards.coupon (id, terms, person, state, granted_at, expires_at, why)
        SELECT gen_random_uuid(), t.id, p.id, 'open', now(), now() + interval '20 days', '{}'
        FROM rewards.terms t, identity.person p WHERE t.key LIKE 'bench-%'
        """);
    return sessions;
  }

  /// The session's cookie of somebody new.
  private static String signUp(House house, int number) throws Exception {
    var cookies = new CookieManager();
    var at = URI.create("http://127.0.0.1:" + house.port() + "/sign-up");
    try (var client = HttpClient.newBuilder().cookieHandler(cookies).build()) {
      var text = HttpResponse.BodyHandlers.ofString();
      var token = TOKEN.matcher(client.send(HttpRequest.newBuilder(at).build(), text).body());
      if (!token.find()) {
        throw new IllegalStateException("the sign-up page gives no token");
      }
      var form =
          "_csrf=%s&name=Lin&email=lin%d%%40example.org&password=%s"
              .formatted(token.group(1), number, PASSWORD.replace(' ', '+'));
      var post =
          HttpRequest.newBuilder(at)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build();
      var answer = client.send(post, text);
      return cookies.getCookieStore().getCookies().stream()
          .filter(cookie -> cookie.getName().equals("changke"))
          .map(cookie -> "changke=" + cookie.getValue())
          .findFirst()
          .orElseThrow(
              () -> new IllegalStateException("signing up answers " + answer.statusCode()));
    }
  }

  private List<Cart> carts(int many) {
    var seen = new HashSet<Cart>();
    while (seen.size() < many) {
      var offers = new HashSet<Integer>();
      while (offers.size() < LINES) {
        offers.add(random.nextInt(OFFERS));
      }
      seen.add(new Cart(List.copyOf(offers), random.ints(LINES, 1, 6).boxed().toList()));
    }
    return List.copyOf(seen);
  }

  private Percentiles round(House house, List<String> sessions, List<Cart> carts, long perSecond)
      throws Exception {
    var times = new ConcurrentLinkedQueue<Long>();
    var problems = new ConcurrentLinkedQueue<Throwable>();
    var lines = new ConcurrentLinkedQueue<HttpLine>();
    var threads = new ArrayList<Thread>();
    var begun = System.nanoTime();
    for (int i = 0; i < carts.size(); i++) {
      var intended = begun + (long) (i * 1e9 / perSecond);
      TimeUnit.NANOSECONDS.sleep(intended - System.nanoTime());
      var cart = carts.get(i);
      var session = sessions.get(i % sessions.size());
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  var text = page(house, lines, session, cart);
                  times.add(System.nanoTime() - intended);
                  check(cart, text);
                } catch (Throwable problem) {
                  problems.add(problem);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(problems.size() + " problems", problems.peek());
    }
    return Percentiles.ofNanos(times);
  }

  /// Whoever is told to come later does, and the wait counts.
  private String page(House house, ConcurrentLinkedQueue<HttpLine> lines, String session, Cart cart)
      throws Exception {
    for (int tries = 0; tries < TRIES; tries++) {
      var answer = ask(house, lines, session, cart);
      if (answer.status() == 200) {
        return answer.text();
      }
      if (answer.status() != 503) {
        throw new IllegalStateException("the cart answers " + answer.status());
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new IllegalStateException("told to come later " + TRIES + " times");
  }

  private HttpLine.Answer ask(
      House house, ConcurrentLinkedQueue<HttpLine> lines, String session, Cart cart)
      throws IOException {
    var line = lines.poll();
    if (line == null) {
      line = new HttpLine(house.port());
    }
    var answer = line.get("/cart", "Cookie: " + session + "; cart=" + cart.cookie(shelf) + "\r\n");
    if (line.over()) {
      line.close();
    } else {
      lines.add(line);
    }
    return answer;
  }

  private void check(Cart cart, String text) {
    var found = TOTAL.matcher(text);
    if (!found.find()) {
      throw new Mismatch("a cart without a total");
    }
    var shown = Long.parseLong(found.group(1).replace(",", "") + found.group(2));
    var wanted = byHand(cart);
    if (shown != wanted) {
      throw new Mismatch("a cart costs " + shown + " and not " + wanted);
    }
  }

  /// The best promotion of every line, then the best coupon for what is left.
  private long byHand(Cart cart) {
    var left = 0L;
    for (int i = 0; i < LINES; i++) {
      var offer = cart.offers().get(i);
      var amount = shelf.get(offer).price() * cart.pieces().get(i);
      var off =
          promotions.stream()
              .filter(promotion -> promotion.offers().contains(offer))
              .mapToLong(promotion -> amount * promotion.share() / 10_000)
              .max()
              .orElse(0);
      left += amount - off;
    }
    var sum = left;
    return sum
        - coupons.stream()
            .filter(coupon -> sum >= coupon.from())
            .mapToLong(coupon -> Math.min(sum, coupon.off()))
            .max()
            .orElse(0);
  }
}
