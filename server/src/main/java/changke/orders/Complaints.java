package changke.orders;

import changke.shared.MerchantId;
import changke.shared.OrderId;
import changke.vault.CardId;
import java.sql.ResultSet;
import java.sql.SQLException;
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
class Complaints {

  static final String COLUMNS =
      """
      c.id, c.purchase, c.position, c.card, c.merchant, c.text, c.made_at, c.answer_by, c.turn,
      c.escalated_at, c.state, c.decided_by, c.note, c.goes_first, c.fast
      """;

  private static final String OPEN =
      """
      INSERT INTO orders.complaint
        (id, purchase, position, card, merchant, text, made_at, answer_by, turn, state, goes_first,
         fast)
      VALUES (:id, :order, :position, :card::uuid, :merchant, :text, :at, :by, 'merchant', 'open',
              :first, :fast)
      ON CONFLICT (purchase, position, coalesce(card, purchase)) WHERE state = 'open' DO NOTHING
      """;

  private static final String FIND =
      "SELECT " + COLUMNS + "FROM orders.complaint c WHERE c.id = :id";

  private static final String OF =
      "SELECT " + COLUMNS + "FROM orders.complaint c WHERE c.purchase = :order ORDER BY c.id";

  private static final String DECIDE =
      """
      UPDATE orders.complaint
      SET state = :state, decided_at = :at, decided_by = :by, note = :note
      WHERE id = :id AND state = 'open'
      """;

  private static final String TURN =
      """
      UPDATE orders.complaint
      SET turn = :turn, answer_by = :by,
          escalated_at = coalesce(escalated_at, :escalated::timestamptz)
      WHERE id = :id AND state = 'open'
      """;

  /// The order is locked, as everyone does who changes a complaint, and who is at work is passed
  /// by.
  private static final String NEXT_OVERDUE =
      """
      SELECT c.id FROM orders.complaint c JOIN orders.purchase p ON p.id = c.purchase
      WHERE c.state = 'open' AND c.answer_by < :now AND c.id <> ALL(:failed::uuid[])
      ORDER BY c.answer_by LIMIT 1
      FOR UPDATE OF p SKIP LOCKED
      """;

  private final JdbcClient jdbc;

  Complaints(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  boolean open(Complaint complaint) {
    return jdbc.sql(OPEN)
            .param("id", complaint.id())
            .param("order", complaint.order().value())
            .param("position", complaint.position())
            .param("card", complaint.card() == null ? null : complaint.card().toString())
            .param("merchant", complaint.merchant().value())
            .param("text", complaint.text())
            .param("at", utc(complaint.madeAt()))
            .param("by", utc(complaint.answerBy()))
            .param("first", complaint.first())
            .param("fast", complaint.fast())
            .update()
        == 1;
  }

  Optional<Complaint> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Complaints::complaint).optional();
  }

  List<Complaint> of(OrderId order) {
    return jdbc.sql(OF).param("order", order.value()).query(Complaints::complaint).list();
  }

  boolean decide(UUID id, Complaint.State state, String by, String note, Instant at) {
    return jdbc.sql(DECIDE)
            .param("id", id)
            .param("state", OrderRows.word(state))
            .param("by", by)
            .param("note", note)
            .param("at", utc(at))
            .update()
        == 1;
  }

  void turn(UUID id, DisputeRules.Turn turn, @Nullable Instant escalated) {
    jdbc.sql(TURN)
        .param("id", id)
        .param("turn", OrderRows.word(turn.side()))
        .param("by", utc(turn.until()))
        .param("escalated", escalated == null ? null : escalated.toString())
        .update();
  }

  /// The complaint that waits longest past its deadline, its order locked; not those that failed.
  Optional<UUID> nextOverdue(Instant now, List<UUID> failed) {
    return jdbc.sql(NEXT_OVERDUE)
        .param("now", utc(now))
        .param("failed", failed.stream().map(UUID::toString).toArray(String[]::new))
        .query(UUID.class)
        .optional();
  }

  static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  static Complaint complaint(ResultSet row, int n) throws SQLException {
    var card = row.getObject("card", UUID.class);
    var escalated = row.getObject("escalated_at", OffsetDateTime.class);
    return new Complaint(
        row.getObject("id", UUID.class),
        new OrderId(row.getObject("purchase", UUID.class)),
        row.getInt("position"),
        card == null ? null : new CardId(card),
        new MerchantId(row.getObject("merchant", UUID.class)),
        row.getString("text"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("answer_by", OffsetDateTime.class).toInstant(),
        Side.valueOf(row.getString("turn").toUpperCase(Locale.ROOT)),
        escalated == null ? null : escalated.toInstant(),
        Complaint.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("decided_by"),
        row.getString("note"),
        row.getBoolean("goes_first"),
        row.getBoolean("fast"));
  }
}
