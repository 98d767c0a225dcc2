package changke.payments;

import changke.shared.Money;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Surpluses {

  private static final String INSERT =
      """
      INSERT INTO payments.surplus
        (id, channel, trade_no, charge, amount_minor, currency, state, found_at)
      VALUES (:id, :channel, :trade, :charge, :amount, :currency, 'waiting', :at)
      """;

  private static final String FIND =
      """
      SELECT s.id, s.channel, s.trade_no, s.charge, c.payer, s.amount_minor, s.currency, s.state, s.found_at
      FROM payments.surplus s JOIN payments.charge c ON c.id = s.charge
      WHERE s.id = :id
      """;

  private static final String LIST =
      """
      SELECT s.id, s.channel, s.trade_no, s.charge, c.payer, s.amount_minor, s.currency, s.state, s.found_at
      FROM payments.surplus s JOIN payments.charge c ON c.id = s.charge
      WHERE NOT :waiting::boolean OR s.state = 'waiting'
      ORDER BY s.found_at DESC, s.id
      LIMIT :most OFFSET :from
      """;

  private static final String RESOLVE =
      """
      UPDATE payments.surplus SET state = :state, resolved_by = :by, resolved_at = :at
      WHERE id = :id AND state = 'waiting'
      """;

  private static final String DONE =
      """
      UPDATE payments.surplus SET state = :state WHERE id = :id AND state = 'refunding'
      """;

  private final JdbcClient jdbc;

  Surpluses(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID id, Charge charge, String tradeNo, Instant at) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("channel", charge.channel().value())
        .param("trade", tradeNo)
        .param("charge", charge.id().value())
        .param("amount", charge.amount().minor())
        .param("currency", charge.amount().currency().getCurrencyCode())
        .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
        .update();
  }

  Optional<Surplus> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Surpluses::surplus).optional();
  }

  List<Surplus> list(boolean waiting, int most, int from) {
    return jdbc.sql(LIST)
        .param("waiting", waiting)
        .param("most", most)
        .param("from", from)
        .query(Surpluses::surplus)
        .list();
  }

  /// Decides what becomes of it; false when somebody has decided before.
  boolean resolve(UUID id, String state, PersonId by, Instant at) {
    return jdbc.sql(RESOLVE)
            .param("id", id)
            .param("state", state)
            .param("by", by.value())
            .param("at", OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
            .update()
        == 1;
  }

  void done(UUID id, String state) {
    jdbc.sql(DONE).param("id", id).param("state", state).update();
  }

  private static Surplus surplus(ResultSet row, int n) throws SQLException {
    var payer = row.getObject("payer", UUID.class);
    return new Surplus(
        row.getObject("id", UUID.class),
        new ChannelId(row.getObject("channel", UUID.class)),
        row.getString("trade_no"),
        new ChargeId(row.getObject("charge", UUID.class)),
        payer == null ? null : new PersonId(payer),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        row.getString("state"),
        row.getObject("found_at", OffsetDateTime.class).toInstant());
  }
}
