package changke.orders;

import changke.catalog.Delivery;
import changke.payments.ChargeId;
import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Reads orders with their lines from rows of the join, in which the lines of an order are
/// neighbours.
@Component
class OrderRows implements ResultSetExtractor<List<Order>> {

  private static final TypeReference<Map<String, String>> FLAT = new TypeReference<>() {};

  private final JsonMapper json;

  OrderRows(JsonMapper json) {
    this.json = json;
  }

  static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<Order> extractData(ResultSet row) throws SQLException {
    var orders = new ArrayList<Order>();
    while (row.next()) {
      var id = new OrderId(row.getObject("id", UUID.class));
      if (orders.isEmpty() || !orders.getLast().id().equals(id)) {
        orders.add(order(id, row));
      }
      orders.getLast().lines().add(line(row));
    }
    orders.replaceAll(OrderRows::sealed);
    return orders;
  }

  private static Order order(OrderId id, ResultSet row) throws SQLException {
    var person = row.getObject("person", UUID.class);
    var charge = row.getObject("charge", UUID.class);
    return new Order(
        id,
        row.getString("number"),
        person == null ? null : new PersonId(person),
        row.getString("email"),
        row.getString("language"),
        OrderState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Money.of(row.getLong("total_minor"), row.getString("currency")),
        Money.of(row.getLong("tendered_minor"), row.getString("currency")),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        row.getObject("pay_until", OffsetDateTime.class).toInstant(),
        charge == null ? null : new ChargeId(charge),
        instant(row.getObject("paid_at", OffsetDateTime.class)),
        row.getBoolean("late"),
        instant(row.getObject("delivered_at", OffsetDateTime.class)),
        instant(row.getObject("complete_at", OffsetDateTime.class)),
        new ArrayList<>());
  }

  private OrderLine line(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    var answers = row.getString("answers");
    return new OrderLine(
        row.getInt("position"),
        new OfferId(row.getObject("offer", UUID.class)),
        new MerchantId(row.getObject("merchant", UUID.class)),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        Delivery.valueOf(row.getString("delivery")),
        Money.of(row.getLong("unit_minor"), currency),
        row.getInt("quantity"),
        Money.of(row.getLong("amount_minor"), currency),
        row.getInt("commission_bp"),
        row.getInt("confirm_days"),
        row.getObject("hold", UUID.class),
        answers.equals("{}") ? Map.of() : json.readValue(answers, FLAT),
        LineState.valueOf(row.getString("line_state").toUpperCase(Locale.ROOT)),
        instant(row.getObject("due_at", OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static Order sealed(Order order) {
    return new Order(
        order.id(),
        order.number(),
        order.person(),
        order.email(),
        order.language(),
        order.state(),
        order.total(),
        order.tendered(),
        order.placedAt(),
        order.payUntil(),
        order.charge(),
        order.paidAt(),
        order.late(),
        order.deliveredAt(),
        order.completeAt(),
        List.copyOf(order.lines()));
  }
}
