package changke.rewards;

import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ExchangeRows {

  private static final String IN_FORCE =
      """
      SELECT key, version, title_zh, title_en, points, terms, benefit, days
      FROM rewards.exchange WHERE ended_at IS NULL ORDER BY points, key LIMIT 200
      """;

  private static final String END =
      """
      UPDATE rewards.exchange SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO rewards.exchange
        (key, version, title_zh, title_en, points, terms, benefit, days, made_by, made_at)
      SELECT :key, coalesce(max(version), 0) + 1, :zh, :en, :points, :terms, :benefit, :days::int,
             :by, :at
      FROM rewards.exchange WHERE key = :key
      """;

  private static final String RATES =
      """
      SELECT key, version, title_zh, title_en, points_a_unit, life_days FROM rewards.rate
      WHERE ended_at IS NULL ORDER BY key LIMIT 100
      """;

  private static final String END_RATE =
      """
      UPDATE rewards.rate SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String INSERT_RATE =
      """
      INSERT INTO rewards.rate (key, version, title_zh, title_en, points_a_unit, life_days)
      SELECT :key, coalesce(max(version), 0) + 1, :zh, :en, :points, :life
      FROM rewards.rate WHERE key = :key
      """;

  private final JdbcClient jdbc;

  ExchangeRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Exchange> inForce() {
    return jdbc.sql(IN_FORCE)
        .query((row, n) ->
            new Exchange(
                row.getString("key"),
                row.getInt("version"),
                new Words(row.getString("title_zh"), row.getString("title_en")),
                row.getLong("points"),
                row.getString("terms"),
                right(row)))
        .list();
  }

  private static Exchange.@Nullable Right right(ResultSet row) throws SQLException {
    var benefit = row.getString("benefit");
    return benefit == null
        ? null
        : new Exchange.Right(Benefit.valueOf(benefit), row.getInt("days"));
  }

  void end(String key, Instant now) {
    jdbc.sql(END).param("key", key).param("at", at(now)).update();
  }

  void put(Exchange exchange, String by, Instant now) {
    end(exchange.key(), now);
    var right = exchange.right();
    jdbc.sql(INSERT)
        .param("key", exchange.key())
        .param("zh", exchange.title().zh())
        .param("en", exchange.title().en())
        .param("points", exchange.points())
        .param("terms", exchange.terms())
        .param("benefit", right == null ? null : right.benefit().name())
        .param("days", right == null ? null : right.days())
        .param("by", by)
        .param("at", at(now))
        .update();
  }

  List<Rate> rates() {
    return jdbc.sql(RATES)
        .query((row, n) ->
            new Rate(
                row.getString("key"),
                row.getInt("version"),
                new Words(row.getString("title_zh"), row.getString("title_en")),
                row.getInt("points_a_unit"),
                row.getInt("life_days")))
        .list();
  }

  void put(Rate rate, Instant now) {
    endRate(rate.key(), now);
    jdbc.sql(INSERT_RATE)
        .param("key", rate.key())
        .param("zh", rate.title().zh())
        .param("en", rate.title().en())
        .param("points", rate.pointsAUnit())
        .param("life", rate.lifeDays())
        .update();
  }

  void endRate(String key, Instant now) {
    jdbc.sql(END_RATE).param("key", key).param("at", at(now)).update();
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
