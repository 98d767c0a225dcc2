package changke.orders;

import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.PersonId;
import changke.shared.Slice;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Orders as operators' lists, the newest first. Each statement begins at the index of what was
/// asked for.
@Repository
public class OrderLists {

  private static final String SELECT =
      """
      SELECT p.id, p.number, p.person, p.email, p.state, p.total_minor, p.currency, p.placed_at,
             p.paid_at, p.late, l.title_zh, l.title_en, l.lines
      FROM orders.purchase p
      CROSS JOIN LATERAL (
        SELECT min(title_zh) FILTER (WHERE position = 1) AS title_zh,
               min(title_en) FILTER (WHERE position = 1) AS title_en, count(*) AS lines
        FROM orders.line WHERE purchase = p.id) l
      WHERE p.id >= :first AND p.id < :behind AND (:state = '' OR p.state = :state)
        AND (:merchant::uuid IS NULL OR EXISTS (
          SELECT 1 FROM orders.line m WHERE m.purchase = p.id AND m.merchant = :merchant::uuid))
      """;

  private static final String NEWEST = "ORDER BY p.id DESC LIMIT :most OFFSET :skip";

  private static final String LATEST = SELECT + NEWEST;

  private static final String BY_NUMBER = SELECT + "AND p.number = :number " + NEWEST;

  private static final String BY_EMAIL = SELECT + "AND lower(p.email) = lower(:text) " + NEWEST;

  private static final String BY_PERSON = SELECT + "AND p.person = :person::uuid " + NEWEST;

  private static final String OF_MERCHANT =
      SELECT
          + """
          AND p.id IN (
            SELECT purchase FROM orders.line
            WHERE merchant = :merchant::uuid AND purchase >= :first AND purchase < :behind
            ORDER BY purchase DESC LIMIT 20000)
          """
          + NEWEST;

  private final JdbcClient jdbc;

  OrderLists(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public Slice<ListedOrder> search(OrderSearch search, int page, int size) {
    var rows =
        jdbc.sql(statement(search))
            .param("first", search.first())
            .param("behind", search.behindLast())
            .param("state", search.state() == null ? "" : OrderRows.word(search.state()))
            .param("merchant", text(search.merchant()))
            .param("number", search.number())
            .param("text", search.text())
            .param("person", text(search.person().orElse(null)))
            .param("most", size + 1)
            .param("skip", page * size)
            .query(OrderLists::listed)
            .list();
    return Slice.cut(rows, page, size);
  }

  private static String statement(OrderSearch search) {
    if (search.text().isEmpty()) {
      return search.merchant() == null ? LATEST : OF_MERCHANT;
    }
    if (search.byEmail()) {
      return BY_EMAIL;
    }
    return search.person().isPresent() ? BY_PERSON : BY_NUMBER;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static ListedOrder listed(ResultSet row, int n) throws SQLException {
    var person = row.getObject("person", UUID.class);
    var paid = row.getObject("paid_at", OffsetDateTime.class);
    return new ListedOrder(
        new OrderId(row.getObject("id", UUID.class)),
        row.getString("number"),
        person == null ? null : new PersonId(person),
        row.getString("email"),
        OrderState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        Money.of(row.getLong("total_minor"), row.getString("currency")),
        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
        paid == null ? null : paid.toInstant(),
        row.getBoolean("late"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        row.getInt("lines"));
  }
}
