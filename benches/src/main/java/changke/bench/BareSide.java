package changke.bench;

import changke.shared.Ids;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The same rows as plain statements: lock the accounts in their order, insert postings and
/// entries, add to the balances, commit.
final class BareSide implements LedgerBench.Side {

  private static final String OPEN =
      """
      INSERT INTO ledger.account (id, kind, owner, unit, floor, balance)
      VALUES (?, ?, ?, 'CNY', ?::bigint, ?)
      """;

  private static final String LOCK =
      """
      SELECT id FROM ledger.account WHERE id = ANY (?::uuid[]) ORDER BY id FOR UPDATE
      """;

  private static final String POSTINGS =
      """
      INSERT INTO ledger.posting (id, request, kind, subject, digest, at)
      SELECT id, request, 'bench', '', 0, now()
      FROM unnest(?::uuid[], ?::text[]) AS p (id, request)
      """;

  private static final String ENTRIES =
      """
      INSERT INTO ledger.entry (posting, account, amount)
      SELECT posting, account, amount
      FROM unnest(?::uuid[], ?::uuid[], ?::bigint[]) AS e (posting, account, amount)
      """;

  private static final String BALANCES =
      """
      UPDATE ledger.account a SET balance = a.balance + s.amount
      FROM unnest(?::uuid[], ?::bigint[]) AS s (id, amount)
      WHERE a.id = s.id
      """;

  private final HikariDataSource pool;
  private final Ids ids = new Ids(Clock.systemUTC(), new SecureRandom());

  BareSide(HikariDataSource pool, int people) throws SQLException {
    this.pool = pool;
    try (var connection = pool.getConnection();
        var open = connection.prepareStatement(OPEN)) {
      connection.setAutoCommit(false);
      for (int i = -1; i < people; i++) {
        open.setObject(1, LedgerBench.account(i));
        open.setString(2, i < 0 ? "bench-hot" : "bench-wallet");
        open.setString(3, i < 0 ? "hot" : LedgerBench.name(i));
        open.setObject(4, i < 0 ? null : 0L);
        open.setLong(5, i < 0 ? 0 : 1_000_000);
        open.addBatch();
      }
      open.executeBatch();
      connection.commit();
    }
    try (var connection = pool.getConnection();
        var analyze = connection.createStatement()) {
      connection.setAutoCommit(true);
      analyze.execute("ANALYZE");
    }
  }

  @Override
  public void write(List<LedgerBench.Transfer> batch) throws SQLException {
    var size = batch.size();
    var postings = new UUID[size];
    var requests = new String[size];
    var of = new UUID[size * 2];
    var accounts = new UUID[size * 2];
    var amounts = new Long[size * 2];
    var sums = new LinkedHashMap<UUID, Long>();
    for (int i = 0; i < size; i++) {
      var transfer = batch.get(i);
      postings[i] = ids.next();
      requests[i] = transfer.request();
      for (int side = 0; side < 2; side++) {
        of[i * 2 + side] = postings[i];
        accounts[i * 2 + side] = LedgerBench.account(side == 0 ? transfer.from() : transfer.to());
        amounts[i * 2 + side] = side == 0 ? -transfer.amount() : transfer.amount();
        sums.merge(accounts[i * 2 + side], amounts[i * 2 + side], Long::sum);
      }
    }
    try (var connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      run(connection, LOCK, new Object[][] {sums.keySet().toArray()});
      run(connection, POSTINGS, new Object[][] {postings, requests});
      run(connection, ENTRIES, new Object[][] {of, accounts, amounts});
      run(connection, BALANCES, new Object[][] {sums.keySet().toArray(), sums.values().toArray()});
      connection.commit();
    }
  }

  private static void run(Connection connection, String sql, Object[][] arrays)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arrays.length; i++) {
        var type =
            arrays[i][0] instanceof Long
                ? "bigint"
                : arrays[i][0] instanceof UUID ? "uuid" : "text";
        statement.setArray(i + 1, connection.createArrayOf(type, arrays[i]));
      }
      statement.execute();
    }
  }

  @Override
  public Map<String, Long> balances() throws SQLException {
    var balances = new HashMap<String, Long>();
    try (var connection = pool.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT owner, balance FROM ledger.account")) {
      while (rows.next()) {
        balances.put(rows.getString(1), rows.getLong(2));
      }
    }
    return balances;
  }
}
