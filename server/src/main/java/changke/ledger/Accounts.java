package changke.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Accounts {

  private static final String OPEN =
      """
      INSERT INTO ledger.account (id, kind, owner, unit, floor)
      SELECT a.id::uuid, a.kind, a.owner, a.unit, a.floor
      FROM unnest(:ids::text[], :kinds::text[], :owners::text[], :units::text[], :floors::bigint[])
           AS a (id, kind, owner, unit, floor)
      ORDER BY a.id::uuid
      ON CONFLICT DO NOTHING
      """;

  /// The limit is no limit: it lets the planner expect few rows, so that it keeps one plan instead
  /// of making a new one for every posting.
  private static final String LOCK =
      """
      SELECT a.id, a.balance, a.held
      FROM (SELECT id FROM unnest(:ids::uuid[]) AS n (id) LIMIT :many) n
      JOIN ledger.account a ON a.id = n.id
      WHERE a.floor IS NOT NULL
      ORDER BY a.id
      FOR UPDATE OF a
      """;

  private static final String SET_ASIDE =
      """
      UPDATE ledger.account SET held = held + :amount WHERE id = :id
      """;

  private static final String BALANCE =
      """
      SELECT a.balance
             + CASE WHEN a.floor IS NULL
                    THEN coalesce((SELECT sum(f.amount) FROM ledger.fresh f WHERE f.account = a.id), 0)
                    ELSE 0 END AS total,
             a.held
      FROM ledger.account a
      WHERE a.id = :id
      """;

  private static final String BALANCES =
      """
      SELECT a.id,
             a.balance
             + CASE WHEN a.floor IS NULL
                    THEN coalesce((SELECT sum(f.amount) FROM ledger.fresh f WHERE f.account = a.id), 0)
                    ELSE 0 END AS total,
             a.held
      FROM ledger.account a
      WHERE a.id = ANY (:ids::uuid[])
      """;

  private static final String TOTALS =
      """
      SELECT a.kind,
             sum(a.balance + coalesce(f.amount, 0))::bigint AS total
      FROM ledger.account a
      LEFT JOIN (SELECT account, sum(amount) AS amount FROM ledger.fresh GROUP BY account) f
        ON f.account = a.id
      WHERE a.unit = :unit
      GROUP BY a.kind
      """;

  private static final String ROLL_UP =
      """
      WITH drained AS (
        DELETE FROM ledger.fresh
        WHERE ctid = ANY (ARRAY(SELECT ctid FROM ledger.fresh LIMIT :most FOR UPDATE SKIP LOCKED))
        RETURNING account, amount),
      sums AS (SELECT account, sum(amount) AS amount, count(*) AS lines FROM drained GROUP BY account),
      locked AS MATERIALIZED (
        SELECT id FROM ledger.account WHERE id IN (SELECT account FROM sums) ORDER BY id FOR UPDATE),
      added AS (
        UPDATE ledger.account a SET balance = a.balance + s.amount
        FROM sums s JOIN locked l ON l.id = s.account
        WHERE a.id = s.account)
      SELECT coalesce(sum(lines), 0) FROM sums
      """;

  private final JdbcClient jdbc;

  Accounts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void open(Collection<Account> accounts) {
    jdbc.sql(OPEN)
        .param("ids", accounts.stream().map(a -> a.id().toString()).toArray(String[]::new))
        .param("kinds", accounts.stream().map(Account::kind).toArray(String[]::new))
        .param("owners", accounts.stream().map(Account::owner).toArray(String[]::new))
        .param("units", accounts.stream().map(Account::unit).toArray(String[]::new))
        .param("floors", accounts.stream().map(Account::floor).toArray(Long[]::new))
        .update();
  }

  /// Locks those among `ids` that have a floor, in id order.
  Map<UUID, Balance> lock(Collection<UUID> ids) {
    var locked = new HashMap<UUID, Balance>();
    jdbc.sql(LOCK)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .param("many", ids.size())
        .query(row -> {
          locked.put(
              row.getObject("id", UUID.class),
              new Balance(row.getLong("balance"), row.getLong("held")));
        });
    return locked;
  }

  void setAside(UUID account, long amount) {
    jdbc.sql(SET_ASIDE).param("id", account).param("amount", amount).update();
  }

  Optional<Balance> balance(UUID account) {
    return jdbc.sql(BALANCE)
        .param("id", account)
        .query((row, n) -> new Balance(row.getLong("total"), row.getLong("held")))
        .optional();
  }

  Map<UUID, Balance> balances(Collection<UUID> ids) {
    var balances = new HashMap<UUID, Balance>();
    jdbc.sql(BALANCES)
        .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
        .query(row -> {
          balances.put(
              row.getObject("id", UUID.class),
              new Balance(row.getLong("total"), row.getLong("held")));
        });
    return balances;
  }

  Map<String, Long> totals(String unit) {
    var totals = new HashMap<String, Long>();
    jdbc.sql(TOTALS)
        .param("unit", unit)
        .query(row -> {
          totals.put(row.getString("kind"), row.getLong("total"));
        });
    return totals;
  }

  /// Moves up to `most` fresh lines into their balances and returns how many they were.
  long rollUp(int most) {
    return jdbc.sql(ROLL_UP).param("most", most).query(Long.class).single();
  }
}
