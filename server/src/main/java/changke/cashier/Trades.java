package changke.cashier;

import changke.shared.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Trades {

  private static final String MAKE =
      """
      INSERT INTO cashier.trade
        (trade_no, pid, out_trade_no, amount_minor, currency, title, notify_url, return_url, state, made_at)
      VALUES (:trade, :pid, :out, :amount, :currency, :title, :notify, :return, 'waiting', :at)
      ON CONFLICT (pid, out_trade_no) DO UPDATE SET return_url = excluded.return_url
      RETURNING trade_no
      """;

  private static final String FIND =
      """
      SELECT trade_no, pid, out_trade_no, amount_minor, currency, title, notify_url, return_url, state,
             account
      FROM cashier.trade
      WHERE trade_no = :trade
      """;

  private static final String FIND_OUT =
      """
      SELECT trade_no, pid, out_trade_no, amount_minor, currency, title, notify_url, return_url, state,
             account
      FROM cashier.trade
      WHERE pid = :pid AND out_trade_no = :out
      """;

  private static final String PAY =
      """
      UPDATE cashier.trade SET state = 'paid', paid_at = :at, account = :account
      WHERE trade_no = :trade AND state = 'waiting'
      """;

  private static final String CLOSE =
      """
      UPDATE cashier.trade SET state = 'closed'
      WHERE pid = :pid AND out_trade_no = :out AND state = 'waiting'
      """;

  private static final String REFUND =
      """
      WITH paid AS (
        SELECT trade_no, amount_minor FROM cashier.trade
        WHERE trade_no = :trade AND state = 'paid' FOR UPDATE)
      INSERT INTO cashier.refund (refund_no, trade_no, amount_minor, at)
      SELECT :refund, trade_no, :amount, :at FROM paid
      WHERE paid.amount_minor >= :amount + coalesce(
        (SELECT sum(r.amount_minor) FROM cashier.refund r WHERE r.trade_no = :trade), 0)
      ON CONFLICT (refund_no) DO NOTHING
      """;

  private static final String REFUNDED =
      """
      SELECT count(*) FROM cashier.refund WHERE refund_no = :refund AND trade_no = :trade
      """;

  private final JdbcClient jdbc;

  Trades(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Makes a trade, or finds the one with the same number of the shop; returns its own number.
  String make(Trade trade, Instant at) {
    return jdbc.sql(MAKE)
        .param("trade", trade.tradeNo())
        .param("pid", trade.pid())
        .param("out", trade.outTradeNo())
        .param("amount", trade.amount().minor())
        .param("currency", trade.amount().currency().getCurrencyCode())
        .param("title", trade.title())
        .param("notify", trade.notifyUrl())
        .param("return", trade.returnUrl())
        .param("at", utc(at))
        .query(String.class)
        .single();
  }

  Optional<Trade> find(String tradeNo) {
    return jdbc.sql(FIND).param("trade", tradeNo).query(Trades::trade).optional();
  }

  Optional<Trade> find(String pid, String outTradeNo) {
    return jdbc.sql(FIND_OUT)
        .param("pid", pid)
        .param("out", outTradeNo)
        .query(Trades::trade)
        .optional();
  }

  boolean pay(String tradeNo, String account, Instant at) {
    return jdbc.sql(PAY)
            .param("trade", tradeNo)
            .param("account", account)
            .param("at", utc(at))
            .update()
        == 1;
  }

  void close(String pid, String outTradeNo) {
    jdbc.sql(CLOSE).param("pid", pid).param("out", outTradeNo).update();
  }

  /// Gives back what is left to give; the same number again is the same refund.
  void refund(String tradeNo, String refundNo, long amountMinor, Instant at) {
    jdbc.sql(REFUND)
        .param("trade", tradeNo)
        .param("refund", refundNo)
        .param("amount", amountMinor)
        .param("at", utc(at))
        .update();
  }

  boolean refunded(String tradeNo, String refundNo) {
    return jdbc.sql(REFUNDED)
            .param("trade", tradeNo)
            .param("refund", refundNo)
            .query(Long.class)
            .single()
        > 0;
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static Trade trade(ResultSet row, int n) throws SQLException {
    return new Trade(
        row.getString("trade_no"),
        row.getString("pid"),
        row.getString("out_trade_no"),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("title"),
        row.getString("notify_url"),
        row.getString("return_url"),
        Trade.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("account"));
  }
}
