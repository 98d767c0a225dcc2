package changke.orders;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.OrderId;
import changke.shared.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Paid orders as one merchant reads them: its own lines only, contacts masked.
@Repository
public class MerchantOrders {

  private static final String OLDER =
      Purchases.SELECT
          + """
          WHERE l.merchant = :merchant AND p.id IN (
            SELECT DISTINCT m.purchase FROM orders.line m
            JOIN orders.purchase q ON q.id = m.purchase
            WHERE m.merchant = :merchant AND q.paid_at IS NOT NULL
              AND (CAST(:before AS uuid) IS NULL OR m.purchase < CAST(:before AS uuid))
            ORDER BY m.purchase DESC LIMIT :most)
          ORDER BY p.id DESC, l.position
          """;
  private static final String ONE =
      Purchases.SELECT
          + """
          WHERE l.merchant = :merchant AND p.id = :id AND p.paid_at IS NOT NULL
          ORDER BY l.position
          """;
  private static final String SINCE =
      """
      SELECT count(DISTINCT p.id), coalesce(sum(l.amount_minor), 0)
      FROM orders.line l JOIN orders.purchase p ON p.id = l.purchase
      WHERE l.merchant = :merchant AND p.paid_at >= :since AND p.placed_at >= :placed
        AND l.state <> 'returned' AND p.currency = :currency
      """;
  private static final String WAITING =
      """
      SELECT count(*) FROM (
        SELECT 1 FROM orders.line l JOIN orders.purchase p ON p.id = l.purchase
        WHERE l.merchant = :merchant AND l.state = 'open' AND l.delivery = 'by_hand'
          AND p.state = 'delivering'
        LIMIT 1000) waiting
      """;

  private static final Duration LONGEST_WAIT_FOR_PAYMENT = Duration.ofDays(7);

  private final JdbcClient jdbc;
  private final OrderRows rows;

  MerchantOrders(JdbcClient jdbc, OrderRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  /// What was sold since a moment and not taken back.
  public record Sold(long orders, Money amount) {}

  /// Orders from before `before` on, the newest first.
  public Slice<MerchantOrder> older(MerchantId merchant, @Nullable OrderId before, int size) {
    var found =
        jdbc.sql(OLDER)
            .param("merchant", merchant.value())
            .param("before", before == null ? null : before.toString())
            .param("most", size + 1)
            .query(rows);
    return Slice.cut(found.stream().map(MerchantOrder::of).toList(), 0, size);
  }

  public Optional<MerchantOrder> find(MerchantId merchant, OrderId id) {
    var found =
        jdbc.sql(ONE).param("merchant", merchant.value()).param("id", id.value()).query(rows);
    return found.stream().findFirst().map(MerchantOrder::of);
  }

  /// What a merchant sold since a moment, in the currency of the house.
  public Sold soldSince(MerchantId merchant, Instant since, Currency currency) {
    return jdbc.sql(SINCE)
        .param("merchant", merchant.value())
        .param("since", since.atOffset(ZoneOffset.UTC))
        // Paid today and placed long ago is rare; the bound keeps the walk short.
        .param("placed", since.minus(LONGEST_WAIT_FOR_PAYMENT).atOffset(ZoneOffset.UTC))
        .param("currency", currency.getCurrencyCode())
        .query((row, _) -> new Sold(row.getLong(1), new Money(row.getLong(2), currency)))
        .single();
  }

  /// Lines that a person still has to deliver, counted up to 1000.
  public int waiting(MerchantId merchant) {
    return jdbc.sql(WAITING).param("merchant", merchant.value()).query(Integer.class).single();
  }
}
