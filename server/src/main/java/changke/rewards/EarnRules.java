package changke.rewards;

import changke.shared.MerchantId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Rules for earning, and the deeds that were told to them.
@Repository
class EarnRules {

  private static final String IN_FORCE =
      """
      SELECT key, version, kind, title_zh, title_en, points, rate_bp, times_a_day, day_cap,
             month_cap, total_cap, pending_days, life_days, merchant, valid_from, valid_until
      FROM rewards.earn_rule WHERE ended_at IS NULL ORDER BY key
      """;

  private static final String FIND =
      """
      SELECT key, version, kind, title_zh, title_en, points, rate_bp, times_a_day, day_cap,
             month_cap, total_cap, pending_days, life_days, merchant, valid_from, valid_until
      FROM rewards.earn_rule WHERE key = :key AND ended_at IS NULL
      """;

  private static final String VERSION =
      """
      SELECT key, version, kind, title_zh, title_en, points, rate_bp, times_a_day, day_cap,
             month_cap, total_cap, pending_days, life_days, merchant, valid_from, valid_until
      FROM rewards.earn_rule WHERE key = :key AND version = :version
      """;

  private static final String END =
      """
      UPDATE rewards.earn_rule SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO rewards.earn_rule
        (key, version, kind, title_zh, title_en, points, rate_bp, times_a_day, day_cap, month_cap,
         total_cap, pending_days, life_days, merchant, valid_from, valid_until, made_by, made_at)
      SELECT :key, coalesce(max(version), 0) + 1, :kind, :zh, :en, :points, :rate, :times::int,
             :day::bigint, :month::bigint, :total::bigint, :pending, :life, :merchant::uuid, :from,
             :until::timestamptz, :by, :at
      FROM rewards.earn_rule WHERE key = :key
      RETURNING version
      """;

  private static final String TELL =
      """
      INSERT INTO rewards.deed (fact, kind, person, subject, merchant, amount_minor, local_day, at)
      VALUES (:fact, :kind, :person, :subject, :merchant::uuid, :amount, :day, :at)
      ON CONFLICT DO NOTHING
      """;

  private static final String SPEND =
      """
      INSERT INTO rewards.rule_spent AS s (key, points) VALUES (:key, 0)
      ON CONFLICT (key) DO UPDATE SET points = s.points
      RETURNING points
      """;

  private static final String ADD_SPENT =
      """
      UPDATE rewards.rule_spent SET points = points + :points WHERE key = :key
      """;

  private final JdbcClient jdbc;

  EarnRules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<EarnRule> inForce() {
    return jdbc.sql(IN_FORCE).query((row, n) -> rule(row)).list();
  }

  Optional<EarnRule> find(String key) {
    return jdbc.sql(FIND).param("key", key).query((row, n) -> rule(row)).optional();
  }

  Optional<EarnRule> version(String key, int version) {
    return jdbc.sql(VERSION)
        .param("key", key)
        .param("version", version)
        .query((row, n) -> rule(row))
        .optional();
  }

  void end(String key, Instant now) {
    jdbc.sql(END).param("key", key).param("at", at(now)).update();
    ThisTransaction.forget();
  }

  /// Writes the next version and returns its number; the one before has ended.
  int insert(EarnRule rule, String by, Instant now) {
    ThisTransaction.forget();
    return jdbc.sql(INSERT)
        .param("key", rule.key())
        .param("kind", rule.kind())
        .param("zh", rule.title().zh())
        .param("en", rule.title().en())
        .param("points", rule.points())
        .param("rate", rule.rateBp())
        .param("times", rule.timesADay())
        .param("day", rule.dayCap())
        .param("month", rule.monthCap())
        .param("total", rule.totalCap())
        .param("pending", rule.pendingDays())
        .param("life", rule.lifeDays())
        .param("merchant", text(rule.merchant()))
        .param("from", at(rule.validFrom()))
        .param("until", rule.validUntil() == null ? null : at(rule.validUntil()))
        .param("by", by)
        .param("at", at(now))
        .query(Integer.class)
        .single();
  }

  /// Writes a deed down; false when its fact was told before.
  boolean tell(Deed deed, LocalDate day) {
    return jdbc.sql(TELL)
            .param("fact", deed.fact())
            .param("kind", deed.kind())
            .param("person", deed.person().value())
            .param("subject", deed.subject())
            .param("merchant", text(deed.merchant()))
            .param("amount", deed.amountMinor())
            .param("day", day)
            .param("at", at(deed.at()))
            .update()
        == 1;
  }

  /// Locks what a rule has given in total and tells it.
  long lockSpent(String key) {
    return jdbc.sql(SPEND).param("key", key).query(Long.class).single();
  }

  void addSpent(String key, long points) {
    jdbc.sql(ADD_SPENT).param("key", key).param("points", points).update();
  }

  private static EarnRule rule(ResultSet row) throws SQLException {
    var merchant = row.getObject("merchant", UUID.class);
    var until = row.getObject("valid_until", OffsetDateTime.class);
    return new EarnRule(
        row.getString("key"),
        row.getInt("version"),
        row.getString("kind"),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        row.getLong("points"),
        row.getInt("rate_bp"),
        row.getObject("times_a_day", Integer.class),
        row.getObject("day_cap", Long.class),
        row.getObject("month_cap", Long.class),
        row.getObject("total_cap", Long.class),
        row.getInt("pending_days"),
        row.getInt("life_days"),
        merchant == null ? null : new MerchantId(merchant),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant());
  }

  private static @Nullable String text(@Nullable MerchantId merchant) {
    return merchant == null ? null : merchant.toString();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
