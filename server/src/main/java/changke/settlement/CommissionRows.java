package changke.settlement;

import changke.shared.MerchantId;
import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CommissionRows {

  private static final String NOT_OVER =
      """
      SELECT id, merchant, category, tier, basis_points, from_at, until_at
      FROM settlement.commission_rule
      WHERE until_at IS NULL OR until_at > :now
      ORDER BY from_at DESC, id DESC
      LIMIT :most
      """;

  private static final String INSERT =
      """
      INSERT INTO settlement.commission_rule
        (id, merchant, category, tier, basis_points, from_at, until_at, made_by, made_at)
      VALUES (:id, CAST(:merchant AS uuid), :category, :tier, :points, :from,
              CAST(:until AS timestamptz), :by, :now)
      """;

  /// What has not begun yet ends a moment after it begins, so that it never counts.
  private static final String END =
      """
      UPDATE settlement.commission_rule
      SET until_at = greatest(:now, from_at + interval '1 microsecond')
      WHERE id = :id AND (until_at IS NULL OR until_at > :now)
      """;

  private final JdbcClient jdbc;

  CommissionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<CommissionRule> notOver(Instant now, int most) {
    return jdbc.sql(NOT_OVER)
        .param("now", utc(now))
        .param("most", most)
        .query(CommissionRows::rule)
        .list();
  }

  void insert(CommissionRule rule, PersonId by, Instant now) {
    var merchant = rule.merchant();
    var until = rule.until();
    jdbc.sql(INSERT)
        .param("id", rule.id())
        .param("merchant", merchant == null ? null : merchant.toString())
        .param("category", rule.category())
        .param("tier", rule.tier())
        .param("points", rule.basisPoints())
        .param("from", utc(rule.from()))
        .param("until", until == null ? null : until.toString())
        .param("by", by.value())
        .param("now", utc(now))
        .update();
  }

  boolean end(UUID id, Instant now) {
    return jdbc.sql(END).param("id", id).param("now", utc(now)).update() == 1;
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }

  private static CommissionRule rule(ResultSet row, int n) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    var until = row.getObject("until_at", OffsetDateTime.class);
    return new CommissionRule(
        row.getObject("id", UUID.class),
        merchant == null ? null : new MerchantId(merchant),
        row.getString("category"),
        row.getString("tier"),
        row.getInt("basis_points"),
        row.getObject("from_at", OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant());
  }
}
