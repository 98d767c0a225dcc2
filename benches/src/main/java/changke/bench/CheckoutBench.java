package changke.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Orders per second on one hot offer, over HTTP, paid and delivered, while the provider takes 0,
/// 300 or 1,000 ms to answer, beside the same result by hand-written JDBC on the same server.
///
/// The marketplace is the packaged one, in a process of its own with its own durable PostgreSQL and
/// its own settings, quotas and limits per address included. An order counts when it is delivered.
/// After everything is sold: each card once, held + sold + available = imported, and the book sums
/// to zero.
public final class CheckoutBench implements Comparison {

  private static final int POOL = 12;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  /// How much of everything.
  private record Sizes(
      int cards, int warm, int orders, int open, int counted, List<Long> latencies) {

    /// The cards that are measured on, and those that the compiler gets before.
    int stock() {
      return cards + warm;
    }

    static Sizes of(Options options) {
      return options.quick()
          ? new Sizes(500, 150, 100, 50, 30, List.of(0L, 300L))
          : new Sizes(
              Math.toIntExact(options.size("cards", 10_000, 10_000)),
              6_000,
              Math.toIntExact(options.size("orders", 1_400, 1_400)),
              700,
              200,
              List.of(0L, 300L, 1_000L, 0L));
    }
  }

  private final List<String> acknowledged = new ArrayList<>();

  @Override
  public Result run(Options options) throws Exception {
    var sizes = Sizes.of(options);
    try (var sandbox = new OutsideSandbox();
        var house = House.start(settings(sandbox))) {
      sandbox.shareKeyOf(house.data());
      try (var connection = house.connect("changke")) {
        ShopSeed.shops(connection, 3);
        ShopSeed.hotOffer(connection, sizes.stock());
      }
      System.out.printf(
          Locale.ROOT,
          "%d processors, pool of %d on both sides, %s%n",
          Runtime.getRuntime().availableProcessors(),
          POOL,
          house.durability());
      try {
        return measure(house, sandbox, sizes);
      } catch (Exception e) {
        System.err.println(house.lastWords());
        throw e;
      }
    }
  }

  private static Map<String, String> settings(OutsideSandbox sandbox) {
    return Map.of(
        "CHANGKE_SANDBOX_URL", sandbox.address(), "SERVER_FORWARDHEADERSSTRATEGY", "native");
  }

  private Result measure(House house, OutsideSandbox sandbox, Sizes sizes) throws Exception {
    var buyers = new Buyers(house, sandbox);
    var peer = peer(house, sizes);
    var warm = take(buyers.closed(16, sizes.warm, 0));
    System.out.println("warm-up: to the end of " + Percentiles.ofNanos(warm.toEnd()));
    var rates = new HashMap<Long, List<Double>>();
    var reference = 0.0;
    DatabaseCosts costs = null;
    for (var latency : sizes.latencies) {
      sandbox.think(latency);
      var crowd = Math.max(32, (int) Math.ceil(1.6 * reference * latency / 1000));
      var before = DatabaseCosts.of(house, "changke");
      var begun = house.number("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
      var round = take(buyers.closed(crowd, sizes.orders + crowd, latency));
      until(house);
      var rate = rate(deliveries(house, begun));
      reference = Math.max(reference, rate);
      rates.computeIfAbsent(latency, l -> new ArrayList<>()).add(rate);
      costs = DatabaseCosts.of(house, "changke").minus(before);
      System.out.printf(
          Locale.ROOT,
          "provider %4d ms, %3d buyers: %.0f orders/s; to the payment page %s; told to wait %d; %s%n",
          latency,
          crowd,
          rate,
          Percentiles.ofNanos(round.toPayment()),
          round.toldToWait(),
          costs.per(round.acknowledged().size()));
    }
    sandbox.think(0);
    var ours = mean(rates.getOrDefault(0L, List.of()));
    open(house, buyers, sizes, ours * 0.6);
    var theirs = peerRate(house, peer, sizes);
    var oursEach = counted("ours", house, sizes, () -> take(buyers.closed(4, sizes.counted, 0)));
    until(house);
    var theirsEach = counted("peer", house, sizes, () -> peer.run(4, sizes.counted));
    sellOut(house, buyers, sizes);
    check(house, sizes);
    var result =
        new Result("checkout", ours, "orders/s", "hand-written JDBC", theirs, ours / theirs)
            .also("statements_per_order", oursEach)
            .also("peer_statements_per_order", theirsEach);
    sizes.latencies.stream()
        .distinct()
        .filter(latency -> latency > 0)
        .forEach(latency ->
            result.also(
                "share_at_" + latency + "_ms",
                mean(rates.getOrDefault(latency, List.of())) / ours));
    return result;
  }

  private Buyers.Round take(Buyers.Round round) {
    acknowledged.addAll(round.acknowledged());
    return round;
  }

  /// Everything that was acknowledged is delivered.
  private void until(House house) throws Exception {
    house.until(
        "SELECT count(*) FROM orders.purchase WHERE state = 'delivered'",
        acknowledged.size(),
        PATIENCE);
  }

  private static long[] deliveries(House house, long sinceMs) throws Exception {
    try (var connection = house.connect("changke");
        var statement = connection.createStatement()) {
      var rows =
          statement.executeQuery(
              """
              SELECT (extract(epoch FROM delivered_at) * 1000000)::bigint FROM orders.purchase
              WHERE delivered_at > to_timestamp(%d / 1000.0) ORDER BY 1
              """
                  .formatted(sinceMs));
      var times = new ArrayList<Long>();
      while (rows.next()) {
        times.add(rows.getLong(1) * 1000);
      }
      return times.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /// Per second, between a fifth and nine tenths of all: without run-up and run-out.
  private static double rate(long[] sortedNanos) {
    var from = sortedNanos.length / 5;
    var to = sortedNanos.length * 9 / 10;
    return (to - from) * 1e9 / (sortedNanos[to] - sortedNanos[from]);
  }

  private void open(House house, Buyers buyers, Sizes sizes, double perSecond) throws Exception {
    var round = take(buyers.open(perSecond, sizes.open));
    until(house);
    System.out.printf(
        Locale.ROOT,
        "open loop at %.0f orders/s, from the intended start: to the payment page %s; to the acknowledged payment %s%n",
        perSecond,
        Percentiles.ofNanos(round.toPayment()),
        Percentiles.ofNanos(round.toEnd()));
  }

  private static HandWrittenCheckout peer(House house, Sizes sizes) throws Exception {
    house.createDatabase("peer");
    return new HandWrittenCheckout(house.pool("peer", POOL), sizes.stock());
  }

  private static double peerRate(House house, HandWrittenCheckout peer, Sizes sizes)
      throws Exception {
    peer.run(32, sizes.warm);
    var before = DatabaseCosts.of(house, "peer");
    var times = peer.run(32, sizes.orders);
    var rate = rate(times.stream().mapToLong(Long::longValue).sorted().toArray());
    System.out.printf(
        Locale.ROOT,
        "hand-written JDBC, 32 at once: %.0f orders/s; %s%n",
        rate,
        DatabaseCosts.of(house, "peer").minus(before).per(sizes.orders));
    return rate;
  }

  /// Statements per order, those left out that come less than once for two orders: they belong to
  /// jobs.
  private static double counted(String who, House house, Sizes sizes, DatabaseCosts.Work work)
      throws Exception {
    var counts = DatabaseCosts.statements(house, work);
    var each = 0.0;
    System.out.println(who + ": statements per order");
    for (var count :
        counts.entrySet().stream()
            .filter(one -> one.getValue() * 2 >= sizes.counted)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList()) {
      var times = (double) count.getValue() / sizes.counted;
      var text = count.getKey();
      each += times;
      System.out.printf(
          Locale.ROOT, "  %5.2f  %s%n", times, text.substring(0, Math.min(130, text.length())));
    }
    System.out.printf(Locale.ROOT, "  %5.2f  in all%n", each);
    return each;
  }

  /// More buyers than cards: the rest is sold and nobody gets what is not there.
  private void sellOut(House house, Buyers buyers, Sizes sizes) throws Exception {
    var left = sizes.stock() - acknowledged.size();
    if (left < 1) {
      throw new IllegalStateException("the cards did not last");
    }
    var round = take(buyers.closed(32, left + 40, 0));
    until(house);
    System.out.printf(
        Locale.ROOT,
        "%d buyers for the last %d cards: %d bought, %d were told that it is sold out%n",
        left + 40,
        left,
        round.acknowledged().size(),
        round.soldOut());
  }

  private void check(House house, Sizes sizes) throws Exception {
    demand(
        "orders delivered",
        acknowledged.size(),
        house,
        "SELECT count(*) FROM orders.purchase WHERE state = 'delivered'");
    var requests = "'{" + String.join(",", acknowledged) + "}'::uuid[]";
    demand(
        "acknowledged payments that are delivered",
        acknowledged.size(),
        house,
        "SELECT count(*) FROM orders.purchase WHERE delivered_at IS NOT NULL AND request = ANY ("
            + requests
            + ")");
    demand(
        "cards sold", sizes.stock(), house, "SELECT count(*) FROM vault.card WHERE state = 'sold'");
    demand(
        "held + sold + available",
        sizes.stock(),
        house,
        "SELECT count(*) FROM vault.card WHERE state IN ('held', 'sold', 'available')");
    demand(
        "different cards in sales",
        sizes.stock(),
        house,
        "SELECT count(DISTINCT c) FROM vault.hold, unnest(cards) c WHERE state = 'sold'");
    demand(
        "cards in sales",
        sizes.stock(),
        house,
        "SELECT count(*) FROM vault.hold, unnest(cards) c WHERE state = 'sold'");
    demand(
        "postings that do not sum to zero",
        0,
        house,
        "SELECT count(*) FROM (SELECT 1 FROM ledger.entry GROUP BY posting HAVING sum(amount) <> 0) x");
    demand("sum of the book", 0, house, "SELECT coalesce(sum(amount), 0) FROM ledger.entry");
    demand(
        "owed to the merchant and kept as commission",
        sizes.stock() * ShopSeed.PRICE_MINOR,
        house,
        "SELECT sum(e.amount) FROM ledger.entry e JOIN ledger.account a ON a.id = e.account WHERE a.kind IN ('payable', 'commission')");
    demand(
        "letters",
        sizes.stock(),
        house,
        "SELECT count(*) FROM messaging.letter WHERE request_key LIKE 'order-delivered:%'");
    demand("sessions", 0, house, "SELECT count(*) FROM platform.spring_session");
  }

  private static void demand(String what, long expected, House house, String sql) throws Exception {
    var found = house.number(sql);
    if (found != expected) {
      throw new Mismatch(what + ": " + found + " and not " + expected);
    }
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
