package changke.rewards;

import changke.shared.OrderId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether an order has anything to do with prices and points at all: most have not, and one look
/// spares them the rest. What is said here was decided when the order was placed and never changes.
@Repository(RewardTraces.NAME)
class RewardTraces {

  /// What conditions of listeners call it.
  static final String NAME = "rewardTraces";

  private static final String OF =
      """
      SELECT EXISTS (SELECT FROM rewards.price_hold WHERE order_id = :order) AS cut,
             EXISTS (SELECT FROM rewards.tender WHERE order_id = :order) AS tendered
      """;

  private record Traces(boolean cut, boolean tendered) {}

  /// What a transaction asks once.
  private record Of(OrderId order) {}

  private final JdbcClient jdbc;

  RewardTraces(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Whether something was taken off.
  public boolean wasCut(OrderId order) {
    return of(order).cut();
  }

  /// Whether points pay part of it.
  boolean wasTendered(OrderId order) {
    return of(order).tendered();
  }

  private Traces of(OrderId order) {
    return ThisTransaction.once(
        new Of(order),
        () ->
            jdbc.sql(OF)
                .param("order", order.value())
                .query((row, n) -> new Traces(row.getBoolean("cut"), row.getBoolean("tendered")))
                .single());
  }
}
