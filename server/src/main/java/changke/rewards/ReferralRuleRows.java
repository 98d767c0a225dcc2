package changke.rewards;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReferralRuleRows {

  private static final int MOST = 200;

  private static final String LOCK =
      """
      LOCK TABLE rewards.referral_rule IN SHARE ROW EXCLUSIVE MODE
      """;

  private static final String END =
      """
      UPDATE rewards.referral_rule SET ended_at = :at WHERE region = :region AND ended_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO rewards.referral_rule
        (region, version, levels, first_bp, second_bp, month_cap, window_days, pending_days,
         acknowledged_by, acknowledgement, made_by, made_at)
      SELECT :region, coalesce(max(version), 0) + 1, :levels, :first, :second, :cap, :window,
             :pending, CASE WHEN :levels = 2 THEN :by::uuid END,
             CASE WHEN :levels = 2 THEN :acknowledgement END, :by::uuid, :at
      FROM rewards.referral_rule WHERE region = :region
      """;

  private static final String IN_FORCE =
      """
      SELECT region, version, levels, first_bp, second_bp, month_cap, window_days, pending_days,
             acknowledgement
      FROM rewards.referral_rule WHERE ended_at IS NULL ORDER BY region LIMIT :most
      """;

  private static final String OF_REGION =
      """
      SELECT region, version, levels, first_bp, second_bp, month_cap, window_days, pending_days,
             acknowledgement
      FROM rewards.referral_rule WHERE region = :region AND ended_at IS NULL
      """;

  private static final String VERSION =
      """
      SELECT region, version, levels, first_bp, second_bp, month_cap, window_days, pending_days,
             acknowledgement
      FROM rewards.referral_rule WHERE region = :region AND version = :version
      """;

  private final JdbcClient jdbc;

  ReferralRuleRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void replace(ReferralRule rule, PersonId by, Instant at) {
    jdbc.sql(LOCK).update();
    jdbc.sql(END).param("region", rule.region()).param("at", at.atOffset(ZoneOffset.UTC)).update();
    jdbc.sql(INSERT)
        .param("region", rule.region())
        .param("levels", rule.levels())
        .param("first", rule.firstBp())
        .param("second", rule.secondBp())
        .param("cap", rule.monthCap())
        .param("window", rule.windowDays())
        .param("pending", rule.pendingDays())
        .param("acknowledgement", rule.acknowledgement())
        .param("by", by.value())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<ReferralRule> inForce() {
    return jdbc.sql(IN_FORCE).param("most", MOST).query(ReferralRuleRows::rule).list();
  }

  Optional<ReferralRule> of(String region) {
    return jdbc.sql(OF_REGION).param("region", region).query(ReferralRuleRows::rule).optional();
  }

  Optional<ReferralRule> version(String region, int version) {
    return jdbc.sql(VERSION)
        .param("region", region)
        .param("version", version)
        .query(ReferralRuleRows::rule)
        .optional();
  }

  private static ReferralRule rule(ResultSet row, int number) throws SQLException {
    return new ReferralRule(
        row.getString("region"),
        row.getInt("version"),
        row.getInt("levels"),
        row.getInt("first_bp"),
        row.getInt("second_bp"),
        row.getLong("month_cap"),
        row.getInt("window_days"),
        row.getInt("pending_days"),
        row.getString("acknowledgement"));
  }
}
