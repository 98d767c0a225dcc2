package changke.bench;

import changke.ledger.Account;
import changke.ledger.Posting;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Transfers per second in the book, in batches and one by one, between many accounts and with one
/// account in half of all transfers, beside bare SQL that writes the same rows on the same server.
///
/// Both sides run in this process with pools of the same size against the marketplace's own durable
/// PostgreSQL. The bare side locks, inserts and updates, and decides nothing: no floors, no
/// digests, no idempotency. The hot account is a system account for the book (insert-only, rolled
/// up while the bench runs) and a row that everyone updates for the bare side, as one would write
/// it at first. Afterwards every balance on both sides is what the transfers add up to.
public final class LedgerBench implements Comparison {

  private static final List<String> SCRIPTS = List.of("V1__ledger.sql", "V2__cheap_checks.sql");
  private static final int POOL = 12;
  private static final int THREADS = 8;
  private static final long START = 1_000_000;
  private static final long SEED = 20_251_122;

  /// One way of writing transfers.
  interface Side {
    void write(List<Transfer> batch) throws Exception;

    /// Balances of the people and of the hot account, by name.
    Map<String, Long> balances() throws Exception;
  }

  /// So much from one person to another, or to the hot account when `to` is negative.
  record Transfer(String request, int from, int to, long amount) {}

  private record Sizes(int people, int batched, int single, int batch, int threads) {}

  private final Map<String, long[]> expected = new HashMap<>();
  private @Nullable House house;

  @Override
  public Result run(Options options) throws Exception {
    var sizes =
        options.quick()
            ? new Sizes(2_000, 10_000, 1_000, 100, THREADS)
            : new Sizes(
                Math.toIntExact(options.size("people", 2_000, 20_000)),
                Math.toIntExact(options.size("batched", 10_000, 200_000)),
                Math.toIntExact(options.size("single", 1_000, 20_000)),
                Math.toIntExact(options.size("batch", 100, 100)),
                Math.toIntExact(options.size("threads", THREADS, THREADS)));
    try (var house = House.start(Map.of())) {
      this.house = house;
      house.createDatabase("peer");
      System.out.printf(
          Locale.ROOT,
          "%d processors, %d threads, pool of %d on both sides, %s%n",
          Runtime.getRuntime().availableProcessors(),
          sizes.threads,
          POOL,
          house.durability());
      try (var mine = house.pool("changke", POOL);
          var theirs = house.pool("peer", POOL);
          var book = new BookSide(mine, sizes.people)) {
        migrate(theirs);
        return measure(book, new BareSide(theirs, sizes.people), sizes);
      }
    }
  }

  private Result measure(Side ours, Side bare, Sizes sizes) throws Exception {
    var rates = new HashMap<String, double[]>();
    var one = plan("warm single", sizes, sizes.single, false);
    var many = plan("warm batched", sizes, sizes.batched / 4, false);
    for (var side : List.of(ours, bare)) {
      time(side, "warm-up", one, 1, sizes.threads);
      time(side, "warm-up", many, sizes.batch, sizes.threads);
    }
    // The sides take turns, so that both meet the same machine.
    for (var hot : new boolean[] {false, true}) {
      for (var batched : new boolean[] {true, false}) {
        var name = (batched ? "batched" : "single") + (hot ? " hot" : "");
        var count = batched ? sizes.batched : sizes.single;
        var plan = plan(name, sizes, count, hot);
        var found = rates.computeIfAbsent(name, n -> new double[2]);
        found[0] = time(ours, name + " ours", plan, batched ? sizes.batch : 1, sizes.threads);
        found[1] = time(bare, name + " bare", plan, batched ? sizes.batch : 1, sizes.threads);
      }
    }
    check("ours", ours.balances());
    check("bare", bare.balances());
    var head = rates.getOrDefault("batched", new double[2]);
    var result =
        new Result("ledger", head[0], "transfers/s", "bare SQL", head[1], head[0] / head[1]);
    for (var name : List.of("batched hot", "single", "single hot")) {
      var rate = rates.getOrDefault(name, new double[2]);
      var key = name.replace(' ', '_');
      result
          .also(key, rate[0])
          .also(key + "_bare", rate[1])
          .also(key + "_ratio", rate[0] / rate[1]);
    }
    return result;
  }

  /// The same transfers for both sides, and what they add up to.
  private List<Transfer> plan(String name, Sizes sizes, int count, boolean hot) {
    var random = new Random(SEED + name.hashCode());
    var plan = new ArrayList<Transfer>(count);
    for (int i = 0; i < count; i++) {
      var from = random.nextInt(sizes.people);
      var to =
          hot && random.nextBoolean()
              ? -1
              : (from + 1 + random.nextInt(sizes.people - 1)) % sizes.people;
      plan.add(new Transfer(name + " " + i, from, to, 1 + random.nextInt(100)));
    }
    for (var side : List.of("ours", "bare")) {
      var sums = expected.computeIfAbsent(side, s -> new long[sizes.people + 1]);
      for (var transfer : plan) {
        sums[transfer.from()] -= transfer.amount();
        sums[transfer.to() < 0 ? sizes.people : transfer.to()] += transfer.amount();
      }
    }
    return plan;
  }

  private double time(Side side, String what, List<Transfer> plan, int batch, int many)
      throws Exception {
    var next = new AtomicInteger();
    var problems = new java.util.concurrent.ConcurrentLinkedQueue<Exception>();
    var threads = new ArrayList<Thread>();
    var before = Objects.requireNonNull(house).processorTime();
    var begun = System.nanoTime();
    for (int i = 0; i < many; i++) {
      threads.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int at = next.getAndAdd(batch); at < plan.size(); at = next.getAndAdd(batch)) {
                  try {
                    side.write(plan.subList(at, Math.min(plan.size(), at + batch)));
                  } catch (Exception e) {
                    problems.add(e);
                    return;
                  }
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw problems.peek();
    }
    var rate = plan.size() * 1e9 / (System.nanoTime() - begun);
    var spent = Objects.requireNonNull(house).processorTime().minus(before);
    System.out.printf(
        Locale.ROOT,
        "%-20s %7d transfers, %.0f/s; %s%n",
        what,
        plan.size(),
        rate,
        spent.per(plan.size()));
    return rate;
  }

  private void check(String side, Map<String, Long> balances) {
    var sums = expected.getOrDefault(side, new long[0]);
    for (int i = 0; i < sums.length; i++) {
      var hot = i == sums.length - 1;
      var found = balances.getOrDefault(hot ? "hot" : name(i), 0L);
      var wanted = sums[i] + (hot ? 0 : START);
      if (found != wanted) {
        throw new Mismatch(side + ", account " + i + ": " + found + " and not " + wanted);
      }
    }
  }

  static String name(int person) {
    return "p" + person;
  }

  static Account wallet(int person) {
    return Account.floored("bench-wallet", name(person), "CNY");
  }

  static Account hot() {
    return Account.open("bench-hot", "hot", "CNY");
  }

  static Account world() {
    return Account.open("bench-world", "world", "CNY");
  }

  /// What both sides begin with.
  static List<Posting> openings(int people) {
    var openings = new ArrayList<Posting>();
    for (int i = 0; i < people; i++) {
      openings.add(Posting.move("open " + i, "bench", "", world(), wallet(i), START));
    }
    return openings;
  }

  static UUID account(int person) {
    return person < 0 ? hot().id() : wallet(person).id();
  }

  private static void migrate(HikariDataSource database) throws Exception {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA ledger");
      for (var name : SCRIPTS) {
        try (var script = LedgerBench.class.getResourceAsStream("/db/migration/ledger/" + name)) {
          if (script == null) {
            throw new IllegalStateException("the ledger's tables are not on the class path");
          }
          statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the peer's tables", e);
    }
  }
}
