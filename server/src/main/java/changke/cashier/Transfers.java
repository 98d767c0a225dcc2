package changke.cashier;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Money sent to people, and lists of a day.
@Repository
class Transfers {

  private static final String SEND =
      """
      INSERT INTO cashier.transfer (transfer_no, pid, account, amount_minor, currency, state, at)
      VALUES (:number, :pid, :account, :amount, :currency, :state, :at)
      ON CONFLICT (transfer_no) DO NOTHING
      """;

  private static final String STATE =
      """
      SELECT state FROM cashier.transfer WHERE transfer_no = :number AND pid = :pid
      """;

  private static final String STATEMENT =
      """
      SELECT 'PAID' || chr(9) || trade_no || chr(9) || out_trade_no || chr(9) || amount_minor || chr(9)
             || currency AS line, paid_at AS at
      FROM cashier.trade
      WHERE pid = :pid AND paid_at >= :from::timestamptz AND paid_at < :to::timestamptz
      UNION ALL
      SELECT 'REFUNDED' || chr(9) || r.refund_no || chr(9) || t.out_trade_no || chr(9)
             || r.amount_minor || chr(9) || t.currency, r.at
      FROM cashier.refund r JOIN cashier.trade t ON t.trade_no = r.trade_no
      WHERE t.pid = :pid AND r.at >= :from::timestamptz AND r.at < :to::timestamptz
      ORDER BY at
      LIMIT 50000
      """;

  private final JdbcClient jdbc;

  Transfers(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The same number again is the same transfer.
  void send(
      String number,
      String pid,
      String account,
      long amountMinor,
      String currency,
      boolean refused,
      Instant at) {
    jdbc.sql(SEND)
        .param("number", number)
        .param("pid", pid)
        .param("account", account)
        .param("amount", amountMinor)
        .param("currency", currency)
        .param("state", refused ? "refused" : "sent")
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  Optional<String> state(String number, String pid) {
    return jdbc.sql(STATE).param("number", number).param("pid", pid).query(String.class).optional();
  }

  List<String> statement(String pid, Instant from, Instant to) {
    return jdbc.sql(STATEMENT)
        .param("pid", pid)
        .param("from", from.toString())
        .param("to", to.toString())
        .query((row, n) -> row.getString("line"))
        .list();
  }
}
