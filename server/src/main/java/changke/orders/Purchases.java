package changke.orders;

import changke.payments.ChargeId;
import changke.shared.MerchantId;
import changke.shared.OrderId;
import changke.shared.PersonId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Purchases {

  static final String SELECT =
      """
      SELECT p.id, p.number, p.person, p.email, p.language, p.state, p.total_minor, p.tendered_minor,
             p.currency,
             p.placed_at, p.pay_until, p.charge, p.paid_at, p.late, p.delivered_at, p.complete_at,
             l.position, l.offer, l.merchant, l.title_zh, l.title_en, l.delivery, l.unit_minor,
             l.quantity, l.amount_minor, l.commission_bp, l.confirm_days, l.hold, l.answers::text,
             l.state AS line_state, l.due_at
      FROM orders.purchase p
      JOIN orders.line l ON l.purchase = p.id
      """;

  private static final String FIND = SELECT + "WHERE p.id = :id ORDER BY l.position";

  private static final String LOCK = FIND + " FOR UPDATE OF p";

  private static final String FIND_BY_NUMBER =
      SELECT + "WHERE p.number = :number ORDER BY l.position";

  private static final String FIND_BY_REQUEST =
      SELECT + "WHERE p.request = :request ORDER BY l.position";

  private static final String OF_PERSON =
      SELECT
          + """
          WHERE p.id IN (
            SELECT id FROM orders.purchase WHERE person = :person
            ORDER BY placed_at DESC, id DESC LIMIT :most OFFSET :skip)
          ORDER BY p.placed_at DESC, p.id DESC, l.position
          """;

  private static final String OF_MERCHANT =
      SELECT
          + """
          WHERE l.merchant = :merchant AND p.id IN (
            SELECT DISTINCT m.purchase FROM orders.line m
            JOIN orders.purchase q ON q.id = m.purchase
            WHERE m.merchant = :merchant AND q.paid_at IS NOT NULL
              AND m.purchase >= :first AND m.purchase < :behind
              AND (:state = '' OR q.state = :state)
              AND (:number = '' OR q.number LIKE :number || '%'
                OR lower(m.title_zh) LIKE '%' || :title || '%'
                OR lower(m.title_en) LIKE '%' || :title || '%')
            ORDER BY m.purchase DESC LIMIT :most OFFSET :skip)
          ORDER BY p.id DESC, l.position
          """;

  private static final String ONE_OF_MERCHANT =
      SELECT
          + """
          WHERE l.merchant = :merchant AND p.id = :id AND p.paid_at IS NOT NULL ORDER BY l.position
          """;

  private static final String STEPS =
      """
      SELECT at, kind, position, note, party FROM orders.step WHERE purchase = :id ORDER BY id
      """;

  private static final String MOVE =
      """
      WITH moved AS (
        UPDATE orders.purchase SET state = :state, work_at = :work::timestamptz WHERE id = :id
        RETURNING id)
      INSERT INTO orders.step (purchase, at, kind) SELECT id, :at, :kind FROM moved
      """;

  private static final String PAY =
      """
      WITH moved AS (
        UPDATE orders.purchase
        SET state = 'paid', charge = :charge, paid_at = :at, late = :late, work_at = :at
        WHERE id = :id
        RETURNING id)
      INSERT INTO orders.step (purchase, at, kind) SELECT id, :at, :kind FROM moved
      """;

  private static final String DELIVER =
      """
      WITH moved AS (
        UPDATE orders.purchase
        SET state = :state, delivered_at = coalesce(delivered_at, :delivered::timestamptz),
            complete_at = coalesce(complete_at, :complete::timestamptz), work_at = NULL
        WHERE id = :id
        RETURNING id),
      lines AS (
        UPDATE orders.line l SET state = d.state
        FROM unnest(:positions::int[], :states::text[]) AS d (position, state)
        WHERE l.purchase = :id AND l.position = d.position)
      INSERT INTO orders.step (purchase, at, kind, position)
      SELECT moved.id, :at, s.kind, s.position
      FROM moved, unnest(:kinds::text[], :about::int[]) AS s (kind, position)
      """;

  private static final String STEP =
      """
      INSERT INTO orders.step (purchase, at, kind, position, note, party)
      VALUES (:id, :at, :kind, :position::int, :note, :party)
      """;

  private static final String STAND = "UPDATE orders.purchase SET state = :state WHERE id = :id";

  private static final String COMPLETE_NOT_BEFORE =
      """
      UPDATE orders.purchase SET complete_at = greatest(complete_at, :at) WHERE id = :id
      """;

  private static final String EXPIRED =
      """
      SELECT id FROM orders.purchase WHERE state = 'placed' AND pay_until < :now
      ORDER BY pay_until LIMIT :most
      """;

  private static final String TO_COMPLETE =
      """
      SELECT id FROM orders.purchase WHERE state = 'delivered' AND complete_at < :now
      ORDER BY complete_at LIMIT :most
      """;

  private static final String UNFINISHED =
      """
      SELECT id FROM orders.purchase WHERE work_at < :before ORDER BY work_at LIMIT :most
      """;

  private final JdbcClient jdbc;
  private final OrderRows rows;

  Purchases(JdbcClient jdbc, OrderRows rows) {
    this.jdbc = jdbc;
    this.rows = rows;
  }

  Optional<Order> find(OrderId id) {
    return one(jdbc.sql(FIND).param("id", id.value()));
  }

  Optional<Order> lock(OrderId id) {
    return one(jdbc.sql(LOCK).param("id", id.value()));
  }

  Optional<Order> find(String number) {
    return one(jdbc.sql(FIND_BY_NUMBER).param("number", number));
  }

  Optional<Order> findByRequest(UUID request) {
    return one(jdbc.sql(FIND_BY_REQUEST).param("request", request));
  }

  List<Order> of(PersonId person, int most, int skip) {
    return jdbc.sql(OF_PERSON)
        .param("person", person.value())
        .param("most", most)
        .param("skip", skip)
        .query(rows);
  }

  /// Paid orders with the lines of one merchant only.
  List<Order> of(MerchantId merchant, OrderSearch search, int most, int skip) {
    return jdbc.sql(OF_MERCHANT)
        .param("merchant", merchant.value())
        .param("first", search.first())
        .param("behind", search.behindLast())
        .param("state", search.state() == null ? "" : OrderRows.word(search.state()))
        .param("number", harmless(search.number()))
        .param("title", harmless(search.text().toLowerCase(Locale.ROOT)))
        .param("most", most)
        .param("skip", skip)
        .query(rows);
  }

  /// As it stands in a pattern.
  private static String harmless(String text) {
    return text.replaceAll("[\\\\%_]", "\\\\$0");
  }

  Optional<Order> of(MerchantId merchant, OrderId id) {
    return one(
        jdbc.sql(ONE_OF_MERCHANT).param("merchant", merchant.value()).param("id", id.value()));
  }

  List<OrderStep> steps(OrderId id) {
    return jdbc.sql(STEPS)
        .param("id", id.value())
        .query((row, n) ->
            new OrderStep(
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getObject("position", Integer.class),
                row.getString("note"),
                row.getString("party")))
        .list();
  }

  /// Moves an order on; with a `work` time it is looked at again until somebody clears it.
  void move(OrderId id, OrderState state, String step, Instant at, @Nullable Instant work) {
    jdbc.sql(MOVE)
        .param("id", id.value())
        .param("state", OrderRows.word(state))
        .param("kind", step)
        .param("at", utc(at))
        .param("work", work == null ? null : work.toString())
        .update();
  }

  void pay(OrderId id, @Nullable ChargeId charge, boolean late, Instant at) {
    jdbc.sql(PAY)
        .param("id", id.value())
        .param("charge", charge == null ? null : charge.value())
        .param("late", late)
        .param("kind", late ? "paid-late" : "paid")
        .param("at", utc(at))
        .update();
  }

  /// Writes down what a delivery did to each line and to the order.
  void deliver(Order order, DeliveryRules.Outcome outcome, Instant at) {
    var done = outcome.delivered() ? at.toString() : null;
    var complete = outcome.completeAt();
    jdbc.sql(DELIVER)
        .param("id", order.id().value())
        .param("state", OrderRows.word(outcome.state()))
        .param("delivered", done)
        .param("complete", complete == null ? null : complete.toString())
        .param(
            "positions", outcome.lines().stream().map(OrderLine::position).toArray(Integer[]::new))
        .param(
            "states",
            outcome.lines().stream().map(l -> OrderRows.word(l.state())).toArray(String[]::new))
        .param("kinds", outcome.steps().stream().map(OrderStep::kind).toArray(String[]::new))
        .param("about", outcome.steps().stream().map(OrderStep::position).toArray(Integer[]::new))
        .param("at", utc(at))
        .update();
  }

  void step(OrderId id, String kind, @Nullable Integer position, Instant at) {
    step(id, kind, position, at, null, null);
  }

  /// Writes down who did something and why.
  void step(
      OrderId id,
      String kind,
      @Nullable Integer position,
      Instant at,
      @Nullable String note,
      @Nullable String party) {
    jdbc.sql(STEP)
        .param("id", id.value())
        .param("kind", kind)
        .param("position", position)
        .param("at", utc(at))
        .param("note", note == null ? null : note.substring(0, Math.min(500, note.length())))
        .param("party", party)
        .update();
  }

  /// Changes where an order stands without a step of its own: what happened is written down
  /// already.
  void stand(OrderId id, OrderState state) {
    jdbc.sql(STAND).param("id", id.value()).param("state", OrderRows.word(state)).update();
  }

  void completeNotBefore(OrderId id, Instant at) {
    jdbc.sql(COMPLETE_NOT_BEFORE).param("id", id.value()).param("at", utc(at)).update();
  }

  List<OrderId> expired(Instant now, int most) {
    return ids(jdbc.sql(EXPIRED).param("now", utc(now)), most);
  }

  List<OrderId> toComplete(Instant now, int most) {
    return ids(jdbc.sql(TO_COMPLETE).param("now", utc(now)), most);
  }

  /// Orders for which something remains to be done since before a moment.
  List<OrderId> unfinished(Instant before, int most) {
    return ids(jdbc.sql(UNFINISHED).param("before", utc(before)), most);
  }

  private static List<OrderId> ids(JdbcClient.StatementSpec statement, int most) {
    return statement
        .param("most", most)
        .query((row, n) -> new OrderId(row.getObject("id", UUID.class)))
        .list();
  }

  private Optional<Order> one(JdbcClient.StatementSpec statement) {
    var orders = statement.query(rows);
    return orders.isEmpty() ? Optional.empty() : Optional.of(orders.getFirst());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
