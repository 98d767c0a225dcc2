package changke.rewards;

import changke.shared.OrderId;
import changke.shared.PersonId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TenderRows {

  private static final String INSERT =
      """
      INSERT INTO rewards.tender (order_id, spend, person, points, minor, total_minor, currency, state)
      VALUES (:order, :spend, :person, :points, :minor, :total, :currency, 'held')
      """;

  private static final String LOCK =
      """
      SELECT order_id, spend, person, points, minor, total_minor, currency, state, redeemed,
             back_total_minor, back_minor, back_points
      FROM rewards.tender WHERE order_id = :order FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE rewards.tender SET state = :state, spend = :spend, redeemed = :redeemed
      WHERE order_id = :order
      """;

  private static final String BACK =
      """
      WITH asked AS (
        INSERT INTO rewards.tender_back (request, order_id, minor) VALUES (:request, :order, :minor))
      UPDATE rewards.tender
      SET back_total_minor = back_total_minor + :total, back_minor = back_minor + :minor,
          back_points = back_points + :points
      WHERE order_id = :order
      """;

  private static final String ANSWERED =
      """
      SELECT minor FROM rewards.tender_back WHERE request = :request
      """;

  /// Points that pay part of an order.
  record Row(
      OrderId order,
      UUID spend,
      PersonId person,
      long points,
      long minor,
      long totalMinor,
      String currency,
      String state,
      boolean redeemed,
      long backTotalMinor,
      long backMinor,
      long backPoints) {}

  private final JdbcClient jdbc;

  TenderRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      OrderId order,
      UUID spend,
      PersonId person,
      long points,
      long minor,
      long total,
      String currency) {
    jdbc.sql(INSERT)
        .param("order", order.value())
        .param("spend", spend)
        .param("person", person.value())
        .param("points", points)
        .param("minor", minor)
        .param("total", total)
        .param("currency", currency)
        .update();
  }

  Optional<Row> lock(OrderId order) {
    return jdbc.sql(LOCK)
        .param("order", order.value())
        .query((row, n) ->
            new Row(
                new OrderId(row.getObject("order_id", UUID.class)),
                row.getObject("spend", UUID.class),
                new PersonId(row.getObject("person", UUID.class)),
                row.getLong("points"),
                row.getLong("minor"),
                row.getLong("total_minor"),
                row.getString("currency"),
                row.getString("state"),
                row.getBoolean("redeemed"),
                row.getLong("back_total_minor"),
                row.getLong("back_minor"),
                row.getLong("back_points")))
        .optional();
  }

  void move(OrderId order, String state, UUID spend, boolean redeemed) {
    jdbc.sql(MOVE)
        .param("order", order.value())
        .param("state", state)
        .param("spend", spend)
        .param("redeemed", redeemed)
        .update();
  }

  Optional<Long> answered(String request) {
    return jdbc.sql(ANSWERED).param("request", request).query(Long.class).optional();
  }

  void back(OrderId order, String request, long total, long minor, long points) {
    jdbc.sql(BACK)
        .param("order", order.value())
        .param("request", request)
        .param("total", total)
        .param("minor", minor)
        .param("points", points)
        .update();
  }
}
