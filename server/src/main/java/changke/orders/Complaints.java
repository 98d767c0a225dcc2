package changke.orders;

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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Complaints {

  private static final String OPEN =
      """
      INSERT INTO orders.complaint (id, purchase, position, card, text, made_at, answer_by, state)
      VALUES (:id, :order, :position, :card, :text, :at, :by, 'open')
      ON CONFLICT (purchase, card) WHERE state = 'open' DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT id, purchase, position, card, text, made_at, answer_by, state, decided_by, note
      FROM orders.complaint
      WHERE id = :id
      """;

  private static final String OF =
      """
      SELECT id, purchase, position, card, text, made_at, answer_by, state, decided_by, note
      FROM orders.complaint
      WHERE purchase = :order
      ORDER BY made_at
      """;

  private static final String DECIDE =
      """
      UPDATE orders.complaint
      SET state = :state, decided_at = :at, decided_by = :by, note = :note
      WHERE id = :id AND state = 'open'
      """;

  private static final String OVERDUE =
      """
      SELECT id FROM orders.complaint WHERE state = 'open' AND answer_by < :now
      ORDER BY answer_by LIMIT :most
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
            .param("card", complaint.card().value())
            .param("text", complaint.text())
            .param("at", utc(complaint.madeAt()))
            .param("by", utc(complaint.answerBy()))
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

  List<UUID> overdue(Instant now, int most) {
    return jdbc.sql(OVERDUE).param("now", utc(now)).param("most", most).query(UUID.class).list();
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static Complaint complaint(ResultSet row, int n) throws SQLException {
    return new Complaint(
        row.getObject("id", UUID.class),
        new OrderId(row.getObject("purchase", UUID.class)),
        row.getInt("position"),
        new CardId(row.getObject("card", UUID.class)),
        row.getString("text"),
        row.getObject("made_at", OffsetDateTime.class).toInstant(),
        row.getObject("answer_by", OffsetDateTime.class).toInstant(),
        Complaint.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("decided_by"),
        row.getString("note"));
  }
}
