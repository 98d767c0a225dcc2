package changke.rewards;

import changke.shared.OfferId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was taken off orders.
@Repository
class PriceCuts {

  private static final String OPEN =
      """
      INSERT INTO rewards.price_hold (order_id, person, state, at)
      VALUES (:order, :person::uuid, 'held', :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String LOCK =
      """
      SELECT state FROM rewards.price_hold WHERE order_id = :order FOR UPDATE
      """;

  private static final String MOVE =
      """
      UPDATE rewards.price_hold SET state = :state, at = :at WHERE order_id = :order
      """;

  private static final String ADD =
      """
      INSERT INTO rewards.price_cut
        (order_id, offer, source, coupon, pieces, off_minor, currency, funder, counted)
      SELECT :order, c.offer::uuid, c.source::uuid, c.coupon::uuid, c.pieces, c.off, :currency,
             c.funder, true
      FROM unnest(:offers::text[], :sources::text[], :coupons::text[], :pieces::int[],
                  :offs::bigint[], :funders::text[]) AS c (offer, source, coupon, pieces, off, funder)
      """;

  private static final String OF_ORDER =
      """
      SELECT c.offer, c.source, c.coupon, c.pieces, c.off_minor, c.currency, c.funder, c.counted,
             c.returned, coalesce(p.title_zh, t.title_zh) AS zh, coalesce(p.title_en, t.title_en) AS en
      FROM rewards.price_cut c
      LEFT JOIN rewards.promotion p ON p.id = c.source
      LEFT JOIN rewards.terms t ON t.id = c.source
      WHERE c.order_id = :order
      ORDER BY c.source, c.offer
      """;

  private static final String COUNTED =
      """
      UPDATE rewards.price_cut SET counted = :counted WHERE order_id = :order AND source = :source
      """;

  private static final String RETURN =
      """
      UPDATE rewards.price_cut SET returned = true
      WHERE order_id = :order AND offer = ANY (:offers::uuid[]) AND NOT returned
      """;

  private static final String REHOME =
      """
      UPDATE rewards.price_hold SET person = :into WHERE person = :from
      """;

  /// A cut as it was made.
  record Row(
      OfferId offer,
      UUID source,
      @Nullable UUID coupon,
      int pieces,
      long offMinor,
      String currency,
      String funder,
      boolean counted,
      boolean returned,
      changke.shared.Words title) {}

  private final JdbcClient jdbc;

  PriceCuts(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// False when this order was opened before.
  boolean open(OrderId order, @Nullable PersonId person, Instant now) {
    return jdbc.sql(OPEN)
            .param("order", order.value())
            .param("person", person == null ? null : person.toString())
            .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
            .update()
        == 1;
  }

  /// Locks the order's cuts and tells their state; empty when nothing was taken off.
  Optional<String> lock(OrderId order) {
    return jdbc.sql(LOCK).param("order", order.value()).query(String.class).optional();
  }

  void move(OrderId order, String state, Instant now) {
    jdbc.sql(MOVE)
        .param("order", order.value())
        .param("state", state)
        .param("at", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
        .update();
  }

  void add(OrderId order, List<PriceLine> lines, List<Cut> cuts, String currency) {
    jdbc.sql(ADD)
        .param("order", order.value())
        .param("currency", currency)
        .param(
            "offers",
            cuts.stream().map(c -> lines.get(c.line()).offer().toString()).toArray(String[]::new))
        .param("sources", cuts.stream().map(c -> c.source().toString()).toArray(String[]::new))
        .param(
            "coupons",
            cuts.stream()
                .map(c -> c.coupon() == null ? null : c.coupon().toString())
                .toArray(String[]::new))
        .param("pieces", cuts.stream().map(Cut::pieces).toArray(Integer[]::new))
        .param("offs", cuts.stream().map(Cut::offMinor).toArray(Long[]::new))
        .param("funders", cuts.stream().map(Cut::funder).toArray(String[]::new))
        .update();
  }

  List<Row> of(OrderId order) {
    return jdbc.sql(OF_ORDER)
        .param("order", order.value())
        .query((row, n) ->
            new Row(
                new OfferId(row.getObject("offer", UUID.class)),
                row.getObject("source", UUID.class),
                row.getObject("coupon", UUID.class),
                row.getInt("pieces"),
                row.getLong("off_minor"),
                row.getString("currency"),
                row.getString("funder"),
                row.getBoolean("counted"),
                row.getBoolean("returned"),
                new changke.shared.Words(row.getString("zh"), row.getString("en"))))
        .list();
  }

  void counted(OrderId order, UUID source, boolean counted) {
    jdbc.sql(COUNTED)
        .param("order", order.value())
        .param("source", source)
        .param("counted", counted)
        .update();
  }

  void giveBack(OrderId order, Collection<OfferId> offers) {
    jdbc.sql(RETURN)
        .param("order", order.value())
        .param("offers", offers.stream().map(OfferId::toString).toArray(String[]::new))
        .update();
  }

  void rehome(PersonId from, PersonId into) {
    jdbc.sql(REHOME).param("from", from.value()).param("into", into.value()).update();
  }
}
