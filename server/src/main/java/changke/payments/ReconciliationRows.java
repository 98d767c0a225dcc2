package changke.payments;

import changke.shared.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Comparisons, and our side of them.
@Repository
class ReconciliationRows {

  private static final String SAVE =
      """
      INSERT INTO payments.reconciliation (channel, day, run_at, theirs, agreed, differences, problem)
      VALUES (:channel, :day, :at, :theirs, :agreed, :differences::jsonb, :problem)
      ON CONFLICT (channel, day) DO UPDATE
      SET run_at = excluded.run_at, theirs = excluded.theirs, agreed = excluded.agreed,
          differences = excluded.differences, problem = excluded.problem
      """;

  private static final String LATEST =
      """
      SELECT channel, day, run_at, theirs, agreed, differences::text AS differences, problem
      FROM payments.reconciliation
      ORDER BY day DESC, channel
      LIMIT :most OFFSET :from
      """;

  /// Payments by the provider's numbers, surplus ones included, whenever we heard of them.
  private static final String PAID_BY_NUMBER =
      """
      SELECT n.trade_no AS number, c.reference, c.amount_minor, c.currency
      FROM payments.notification n JOIN payments.charge c ON c.id = n.charge
      WHERE n.channel = :channel AND n.kind = 'paid' AND n.trade_no = ANY (:numbers::text[])
      """;

  private static final String PAID_BETWEEN =
      """
      SELECT n.trade_no AS number, c.reference, c.amount_minor, c.currency
      FROM payments.notification n JOIN payments.charge c ON c.id = n.charge
      WHERE n.channel = :channel AND n.kind = 'paid'
        AND n.received_at >= :since AND n.received_at < :until
      ORDER BY n.received_at
      LIMIT 100000
      """;

  private static final String REFUNDED_BETWEEN =
      """
      SELECT r.request AS number, c.reference, r.amount_minor, c.currency
      FROM payments.refund r JOIN payments.charge c ON c.id = r.charge
      WHERE c.channel = :channel AND r.state = 'done' AND r.done_at >= :since AND r.done_at < :until
      ORDER BY r.done_at
      LIMIT 100000
      """;

  private static final String REFUNDED_BY_NUMBER =
      """
      SELECT r.request AS number, c.reference, r.amount_minor, c.currency
      FROM payments.refund r JOIN payments.charge c ON c.id = r.charge
      WHERE c.channel = :channel AND r.request = ANY (:numbers::text[])
      """;

  private static final TypeReference<List<Difference>> DIFFERENCES = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ReconciliationRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  void save(Reconciliation one) {
    jdbc.sql(SAVE)
        .param("channel", one.channel().value())
        .param("day", one.day())
        .param("at", utc(one.runAt()))
        .param("theirs", one.theirs())
        .param("agreed", one.agreed())
        .param("differences", json.writeValueAsString(one.differences()))
        .param("problem", one.problem())
        .update();
  }

  List<Reconciliation> latest(int most, int from) {
    return jdbc.sql(LATEST)
        .param("most", most)
        .param("from", from)
        .query((row, n) ->
            new Reconciliation(
                new ChannelId(row.getObject("channel", UUID.class)),
                row.getObject("day", LocalDate.class),
                row.getObject("run_at", OffsetDateTime.class).toInstant(),
                row.getInt("theirs"),
                row.getInt("agreed"),
                json.readValue(row.getString("differences"), DIFFERENCES),
                row.getString("problem")))
        .list();
  }

  List<StatementLine> known(ChannelId channel, StatementLine.Kind kind, List<String> numbers) {
    var sql = kind == StatementLine.Kind.PAID ? PAID_BY_NUMBER : REFUNDED_BY_NUMBER;
    return lines(
        jdbc.sql(sql)
            .param("channel", channel.value())
            .param("numbers", numbers.toArray(String[]::new)),
        kind);
  }

  List<StatementLine> between(
      ChannelId channel, StatementLine.Kind kind, Instant since, Instant until) {
    var sql = kind == StatementLine.Kind.PAID ? PAID_BETWEEN : REFUNDED_BETWEEN;
    return lines(
        jdbc.sql(sql)
            .param("channel", channel.value())
            .param("since", utc(since))
            .param("until", utc(until)),
        kind);
  }

  private static List<StatementLine> lines(
      JdbcClient.StatementSpec statement, StatementLine.Kind kind) {
    return statement
        .query((row, n) ->
            new StatementLine(
                kind,
                row.getString("number"),
                row.getString("reference"),
                Money.of(row.getLong("amount_minor"), row.getString("currency"))))
        .list();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
