package changke.settlement;

import changke.shared.MerchantId;
import changke.shared.Money;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SettlementRows {

  private static final String OPEN =
      "INSERT INTO settlement.desk (merchant) VALUES (:merchant) ON CONFLICT DO NOTHING";

  private static final String LOCK =
      "SELECT merchant FROM settlement.desk WHERE merchant = :merchant FOR UPDATE";

  private static final String FIND =
      """
      SELECT id, merchant, amount_minor, currency, to_person, days, at FROM settlement.settlement
      WHERE id = :id
      """;

  private static final String OF =
      """
      SELECT id, merchant, amount_minor, currency, to_person, days, at FROM settlement.settlement
      WHERE merchant = :merchant
      ORDER BY at DESC, id DESC
      LIMIT :most
      """;

  private static final String INSERT =
      """
      INSERT INTO settlement.settlement (id, merchant, amount_minor, currency, to_person, days, at)
      VALUES (:id, :merchant, :amount, :currency, :to, :days, :at)
      """;

  private final JdbcClient jdbc;

  SettlementRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// One settlement of a merchant at a time: the book does not lock what it owes.
  void lock(MerchantId merchant) {
    jdbc.sql(OPEN).param("merchant", merchant.value()).update();
    jdbc.sql(LOCK).param("merchant", merchant.value()).query(UUID.class).single();
  }

  Optional<Settlement> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(SettlementRows::settlement).optional();
  }

  List<Settlement> of(MerchantId merchant, int most) {
    return jdbc.sql(OF)
        .param("merchant", merchant.value())
        .param("most", most)
        .query(SettlementRows::settlement)
        .list();
  }

  void insert(Settlement one) {
    jdbc.sql(INSERT)
        .param("id", one.id())
        .param("merchant", one.merchant().value())
        .param("amount", one.amount().minor())
        .param("currency", one.amount().currency().getCurrencyCode())
        .param("to", one.to().value())
        .param("days", one.days())
        .param("at", OffsetDateTime.ofInstant(one.at(), ZoneOffset.UTC))
        .update();
  }

  private static Settlement settlement(ResultSet row, int n) throws SQLException {
    return new Settlement(
        row.getObject("id", UUID.class),
        new MerchantId(row.getObject("merchant", UUID.class)),
        Money.of(row.getLong("amount_minor"), row.getString("currency")),
        new PersonId(row.getObject("to_person", UUID.class)),
        row.getInt("days"),
        row.getObject("at", OffsetDateTime.class).toInstant());
  }
}
