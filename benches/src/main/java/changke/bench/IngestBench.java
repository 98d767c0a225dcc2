package changke.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Events over HTTP into the journal, where database, marketplace and driver share the processors;
/// then marketplace and database are killed while events arrive, and what was acknowledged is
/// there, nothing twice. The limit is a bare COPY of the same rows into the same tables with the
/// same indexes, with the machine to itself.
public final class IngestBench implements Comparison {

  private static final int LANES = 8;
  private static final int OPEN_LANES = 32;
  private static final int SINGLE_LANES = 128;
  private static final int FIRST_OF_THE_KILL = 50_000_000;

  /// Not what the bare COPY writes: it does so far above.
  private static final String OURS =
      "FROM activity.event WHERE position < 1::bigint << 40 AND source = '"
          + IngestSeed.SOURCE
          + "'";

  @Override
  public Result run(Options options) throws Exception {
    var keys = options.size("keys", 100_000, 50_000_000);
    var seconds = (double) options.size("seconds", 2, 30);
    var rate = (double) options.size("rate", 2_000, 10_000);
    try (var house = House.start(Map.of())) {
      System.err.println(house.durability());
      plant(house, keys);
      var driver = new IngestDriver(house.port(), 0);
      demandKnown(house);
      var warm = driver.closed(LANES, IngestDriver.PER_BATCH, options.quick() ? 1 : 15);
      System.err.printf("warm-up: %.0f events/s%n", warm.rate());
      var batches = driver.closed(LANES, IngestDriver.PER_BATCH, seconds);
      System.err.printf(
          "batches of %d: %.0f events/s, %s%n",
          IngestDriver.PER_BATCH, batches.rate(), batches.latency());
      var steady =
          driver.open(OPEN_LANES, IngestDriver.PER_BATCH, rate / IngestDriver.PER_BATCH, seconds);
      System.err.printf(
          "open loop at %.0f events/s: %s, %d refused%n", rate, steady.latency(), steady.refused());
      var singles =
          new IngestDriver(house.port(), 0).closed(SINGLE_LANES, 1, Math.max(1, seconds / 3));
      System.err.printf("single events: %.0f/s, %s%n", singles.rate(), singles.latency());
      demandAll(house, warm.events() + batches.events() + steady.events() + singles.events());
      killed(house, options.quick() ? 1_200 : 6_000);
      var limit = new IngestLimit(house, IngestSeed.SOURCE.toString());
      house.kill();
      var copied = limit.run(options.quick() ? 40_000 : 1_000_000);
      System.err.printf("bare COPY, database alone: %.0f rows/s%n", copied);
      return new Result(
              "ingest",
              batches.rate(),
              "events/s",
              "COPY postgresql 18",
              copied,
              batches.rate() / copied)
          .also("p99Ms", batches.latency().at(0.99))
          .also("openLoopRate", rate)
          .also("openLoopP99Ms", steady.latency().at(0.99))
          .also("openLoopRefused", (double) steady.refused())
          .also("singlePerSecond", singles.rate())
          .also("singleP99Ms", singles.latency().at(0.99))
          .also("keys", (double) keys);
    }
  }

  private static void plant(House house, long keys) throws Exception {
    var begin = System.nanoTime();
    IngestSeed.plant(house, keys);
    System.err.printf("%d keys were planted in %.0f s%n", keys, (System.nanoTime() - begin) / 1e9);
    begin = System.nanoTime();
    house.until(
        "SELECT count(*) FROM activity.generation WHERE sealed_at IS NOT NULL AND filter IS NULL",
        0,
        Duration.ofMinutes(10));
    System.err.printf(
        "the marketplace made its filters in %.0f s%n", (System.nanoTime() - begin) / 1e9);
  }

  /// Messages of long ago are known although they lie in sealed generations.
  private static void demandKnown(House house) throws Exception {
    try (var line = new HttpLine(house.port())) {
      var login = "Authorization: Bearer " + IngestSeed.KEY + "\r\n";
      for (int from = 0; from < IngestSeed.KNOWN; from += 100) {
        var body = new StringBuilder("{\"batch\":[");
        for (int n = from; n < from + 100; n++) {
          body.append(n == from ? "" : ",")
              .append(
                  "{\"type\":\"track\",\"event\":\"Old\",\"userId\":\"u\",\"messageId\":\"known-")
              .append(n)
              .append("\"}");
        }
        if (line.post("/v1/batch", login, body.append("]}").toString()).status() != 200) {
          throw new Mismatch("a known message is not acknowledged");
        }
      }
    }
    if (house.number("SELECT count(*) " + OURS) != 0) {
      throw new Mismatch("a known message was written again");
    }
  }

  private static void demandAll(House house, long acknowledged) throws Exception {
    var there = house.number("SELECT count(*) " + OURS);
    var distinct = house.number("SELECT count(DISTINCT fact) " + OURS);
    if (there != acknowledged || distinct != there) {
      throw new Mismatch(
          acknowledged + " were acknowledged, " + there + " are there, " + distinct + " differ");
    }
  }

  /// kill -9 of everything while batches arrive; then every client sends again what nobody
  /// answered.
  private static void killed(House house, int afterMs) throws Exception {
    var driver = new IngestDriver(house.port(), FIRST_OF_THE_KILL);
    var killing =
        CompletableFuture.runAsync(
            house::killAll, CompletableFuture.delayedExecutor(afterMs, TimeUnit.MILLISECONDS));
    driver.closed(LANES, IngestDriver.PER_BATCH, afterMs / 1e3 + 30);
    killing.get();
    house.again();
    var acknowledged = driver.acknowledged();
    var unanswered = driver.unanswered();
    var kept = kept(house);
    for (var number : acknowledged) {
      demandWhole(number, kept.getOrDefault(number, 0));
    }
    var halfway = unanswered.stream().filter(kept::containsKey).count();
    driver.again();
    kept = kept(house);
    if (kept.size() != acknowledged.size() + unanswered.size()) {
      throw new Mismatch(kept.size() + " batches are there that nobody sent");
    }
    kept.forEach(IngestBench::demandWhole);
    System.err.printf(
        "kill -9: %d batches acknowledged, %d unanswered (%d of them written); after sending those again all are there once%n",
        acknowledged.size(), unanswered.size(), halfway);
  }

  private static void demandWhole(int number, int events) {
    if (events != IngestDriver.PER_BATCH) {
      throw new Mismatch("of batch " + number + " there are " + events + " events");
    }
  }

  /// How many events of each batch of the kill are there.
  private static Map<Integer, Integer> kept(House house) throws Exception {
    var kept = new HashMap<Integer, Integer>();
    try (var connection = house.connect("changke");
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT b, count(*)
                FROM (SELECT (body #>> '{properties,b}')::int AS b %s) AS sent
                WHERE b >= %d GROUP BY b
                """
                    .formatted(OURS, FIRST_OF_THE_KILL))) {
      while (rows.next()) {
        kept.put(rows.getInt(1), rows.getInt(2));
      }
    }
    return kept;
  }
}
