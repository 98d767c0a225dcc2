package changke.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// The peer of `checkout`: the same result by hand-written JDBC and nothing around it, no HTTP, no
/// pages, no mapping, no listeners. An order with its line, timeline, charge, inbox, two postings
/// in double entry, journal entries and a queued letter; quotas are counted; a card is held with
/// SKIP LOCKED and sold.
///
/// It commits where the marketplace has to: placed; the charge written down before the provider
/// hears of it; the provider's answer; the payment (before the provider is acknowledged); paid;
/// delivered. Each is one statement but for the first, which counts before it takes.
final class HandWrittenCheckout {

  private static final String TABLES =
      """
      CREATE TABLE card (id uuid PRIMARY KEY, offer uuid NOT NULL, state text NOT NULL, hold uuid);
      CREATE INDEX ON card (offer, id) WHERE hold IS NULL;
      CREATE TABLE purchase (
        id uuid PRIMARY KEY, number text NOT NULL UNIQUE, request uuid NOT NULL UNIQUE,
        email text NOT NULL, address text NOT NULL, state text NOT NULL, total bigint NOT NULL,
        placed_at timestamptz NOT NULL, pay_until timestamptz NOT NULL, paid_at timestamptz,
        charge uuid, delivered_at timestamptz);
      CREATE INDEX ON purchase (lower(email)) WHERE state = 'placed';
      CREATE INDEX ON purchase (address) WHERE state = 'placed';
      CREATE INDEX ON purchase (pay_until) WHERE state = 'placed';
      CREATE TABLE line (
        purchase uuid NOT NULL, position int NOT NULL, offer uuid NOT NULL, merchant uuid NOT NULL,
        title text NOT NULL, amount bigint NOT NULL, hold uuid NOT NULL UNIQUE, state text NOT NULL,
        PRIMARY KEY (purchase, position));
      CREATE INDEX ON line (merchant, purchase DESC);
      CREATE TABLE step (
        id bigint GENERATED ALWAYS AS IDENTITY, purchase uuid NOT NULL, at timestamptz NOT NULL,
        kind text NOT NULL, PRIMARY KEY (purchase, id));
      CREATE TABLE charge (
        id uuid PRIMARY KEY, reference text NOT NULL UNIQUE, subject uuid NOT NULL,
        amount bigint NOT NULL, state text NOT NULL, pay_at text, trade_no text,
        paid_at timestamptz, next_query_at timestamptz);
      CREATE INDEX ON charge (subject);
      CREATE INDEX ON charge (next_query_at) WHERE next_query_at IS NOT NULL;
      CREATE TABLE notification (
        trade_no text PRIMARY KEY, charge uuid NOT NULL, received_at timestamptz NOT NULL);
      CREATE TABLE posting (id uuid PRIMARY KEY, request text NOT NULL UNIQUE, at timestamptz NOT NULL);
      CREATE TABLE entry (
        id bigint GENERATED ALWAYS AS IDENTITY, posting uuid NOT NULL, account text NOT NULL,
        amount bigint NOT NULL, PRIMARY KEY (account, id));
      CREATE TABLE letter (
        id uuid PRIMARY KEY, request text NOT NULL UNIQUE, email text NOT NULL, body text NOT NULL,
        due_at timestamptz);
      CREATE TABLE event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, fact uuid NOT NULL UNIQUE,
        kind text NOT NULL, body jsonb NOT NULL);
      """;

  private static final String WAITING =
      """
      SELECT count(*) FILTER (WHERE lower(email) = lower(?)), count(*) FROM purchase
      WHERE state = 'placed' AND (lower(email) = lower(?) OR address = ?)
      """;

  private static final String PLACE =
      """
      WITH picked AS MATERIALIZED (
        SELECT id FROM card WHERE offer = ? AND hold IS NULL ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED),
      taken AS (
        UPDATE card SET hold = ?, state = 'held' WHERE id = (SELECT id FROM picked)
        RETURNING id, hold),
      placed AS (
        INSERT INTO purchase (id, number, request, email, address, state, total, placed_at, pay_until)
        SELECT ?, ?, ?, ?, ?, 'placed', ?, now(), now() + interval '15 minutes' FROM taken
        RETURNING id),
      lined AS (
        INSERT INTO line (purchase, position, offer, merchant, title, amount, hold, state)
        SELECT placed.id, 1, ?, ?, 'Hot monthly card', ?, taken.hold, 'open' FROM placed, taken),
      noted AS (
        INSERT INTO event (fact, kind, body)
        SELECT uuidv7(), 'Order Placed', jsonb_build_object('order', id) FROM placed),
      stepped AS (
        INSERT INTO step (purchase, at, kind) SELECT id, now(), 'placed' FROM placed)
      SELECT id FROM taken
      """;

  private static final String CHARGE =
      """
      INSERT INTO charge (id, reference, subject, amount, state, next_query_at)
      VALUES (?, ?, ?, ?, 'new', now() + interval '30 seconds')
      """;

  private static final String OPEN = "UPDATE charge SET state = 'open', pay_at = ? WHERE id = ?";

  private static final String SETTLE =
      """
      WITH paid AS (
        UPDATE charge SET state = 'paid', trade_no = ?, paid_at = now(), next_query_at = NULL
        WHERE id = ? AND state <> 'paid' RETURNING id, amount, trade_no),
      noted AS (
        INSERT INTO notification (trade_no, charge, received_at) SELECT trade_no, id, now() FROM paid),
      posted AS (
        INSERT INTO posting (id, request, at) SELECT ?, 'charge-paid ' || id, now() FROM paid
        RETURNING id)
      INSERT INTO entry (posting, account, amount)
      SELECT posted.id, e.account, e.sign * paid.amount
      FROM posted, paid, (VALUES ('clearing', -1), ('deposit', 1)) AS e (account, sign)
      """;

  private static final String PAID =
      """
      WITH moved AS (
        UPDATE purchase SET state = 'paid', charge = ?, paid_at = now()
        WHERE id = ? AND state = 'placed' RETURNING id),
      noted AS (
        INSERT INTO event (fact, kind, body)
        SELECT uuidv7(), 'Order Paid', jsonb_build_object('order', id) FROM moved)
      INSERT INTO step (purchase, at, kind) SELECT id, now(), 'paid' FROM moved
      """;

  private static final String DELIVER =
      """
      WITH moved AS (
        UPDATE purchase SET state = 'delivered', delivered_at = now()
        WHERE id = ? AND state = 'paid' RETURNING id, total, email),
      lined AS (
        UPDATE line SET state = 'delivered' WHERE purchase = (SELECT id FROM moved) RETURNING hold),
      sold AS (
        UPDATE card SET state = 'sold' WHERE id = ? AND hold = (SELECT hold FROM lined)),
      posted AS (
        INSERT INTO posting (id, request, at) SELECT ?, 'delivered ' || id, now() FROM moved
        RETURNING id),
      written AS (
        INSERT INTO entry (posting, account, amount)
        SELECT posted.id, e.account, e.amount
        FROM posted, (VALUES ('deposit', -990), ('payable', 941), ('commission', 49)) AS e (account, amount)),
      written_to AS (
        INSERT INTO letter (id, request, email, body, due_at)
        SELECT uuidv7(), 'delivered ' || id, email, 'Your goods are here', now() FROM moved),
      noted AS (
        INSERT INTO event (fact, kind, body)
        SELECT uuidv7(), 'Order Delivered', jsonb_build_object('order', id) FROM moved)
      INSERT INTO step (purchase, at, kind) SELECT id, now(), 'delivered' FROM moved
      """;

  private final HikariDataSource pool;
  private final Random random = new Random(20_251_122);

  HandWrittenCheckout(HikariDataSource pool, int cards) throws SQLException {
    this.pool = pool;
    try (var connection = pool.getConnection()) {
      ShopSeed.run(connection, TABLES);
      ShopSeed.run(
          connection,
          "INSERT INTO card SELECT uuidv7(), '%s', 'available' FROM generate_series(1, %d)"
              .formatted(ShopSeed.HOT_OFFER, cards));
      ShopSeed.run(connection, "ANALYZE");
    }
  }

  /// So many orders by so many at once; returns when each was delivered.
  List<Long> run(int buyers, int orders) throws Exception {
    var left = new AtomicInteger(orders);
    var times = new ConcurrentLinkedQueue<Long>();
    var problems = new ConcurrentLinkedQueue<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < buyers; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  for (int n = left.getAndDecrement(); n > 0; n = left.getAndDecrement()) {
                    buy();
                    times.add(System.nanoTime());
                  }
                } catch (SQLException | RuntimeException e) {
                  problems.add(e);
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException("the peer has a problem", problems.peek());
    }
    return List.copyOf(times);
  }

  private void buy() throws SQLException {
    var id = uuid();
    var hold = uuid();
    var charge = uuid();
    var card = place(id, hold);
    one(CHARGE, charge, charge.toString(), id, ShopSeed.PRICE_MINOR);
    one(OPEN, "http://127.0.0.1/pay/" + charge, charge);
    one(SETTLE, "trade " + charge, charge, uuid());
    one(PAID, charge, id);
    one(DELIVER, id, card, uuid());
  }

  /// Returns the card that is held.
  private UUID place(UUID id, UUID hold) throws SQLException {
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      var email = "buyer" + id + "@example.org";
      var address = "198.18.0." + (id.hashCode() & 0xff);
      try (var waiting = filled(connection, WAITING, email, email, address);
          var row = waiting.executeQuery()) {
        if (!row.next() || row.getInt(1) >= 5) {
          throw new IllegalStateException("over quota");
        }
      }
      var offer = ShopSeed.HOT_OFFER;
      var price = ShopSeed.PRICE_MINOR;
      try (var placing =
              filled(
                  connection,
                  PLACE,
                  offer,
                  hold,
                  id,
                  id.toString(),
                  uuid(),
                  email,
                  address,
                  price,
                  offer,
                  ShopSeed.MERCHANT,
                  price);
          var row = placing.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("sold out");
        }
        return row.getObject(1, UUID.class);
      } finally {
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }

  private void one(String sql, Object... values) throws SQLException {
    try (var connection = pool.getConnection();
        var statement = filled(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  private static PreparedStatement filled(Connection connection, String sql, Object... values)
      throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private UUID uuid() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
