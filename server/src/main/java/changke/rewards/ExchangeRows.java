package changke.rewards;

import changke.shared.Words;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ExchangeRows {

  private static final String IN_FORCE =
      """
      SELECT key, version, title_zh, title_en, points, terms
      FROM rewards.exchange WHERE ended_at IS NULL ORDER BY points, key LIMIT 200
      """;

  private static final String END =
      """
      UPDATE rewards.exchange SET ended_at = :at WHERE key = :key AND ended_at IS NULL
      """;

  private static final String INSERT =
      """
      INSERT INTO rewards.exchange (key, version, title_zh, title_en, points, terms, made_by, made_at)
      SELECT :key, coalesce(max(version), 0) + 1, :zh, :en, :points, :terms, :by, :at
      FROM rewards.exchange WHERE key = :key
      """;

  private static final String RATES =
      """
      SELECT key, title_zh, title_en, points_a_unit, life_days FROM rewards.rate ORDER BY key LIMIT 100
      """;

  /// What another module can turn into points.
  record Rate(String key, Words title, int pointsAUnit, int lifeDays) {}

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
                row.getString("terms")))
        .list();
  }

  void put(Exchange exchange, String by, Instant now) {
    var at = OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
    jdbc.sql(END).param("key", exchange.key()).param("at", at).update();
    jdbc.sql(INSERT)
        .param("key", exchange.key())
        .param("zh", exchange.title().zh())
        .param("en", exchange.title().en())
        .param("points", exchange.points())
        .param("terms", exchange.terms())
        .param("by", by)
        .param("at", at)
        .update();
  }

  List<Rate> rates() {
    return jdbc.sql(RATES)
        .query((row, n) ->
            new Rate(
                row.getString("key"),
                new Words(row.getString("title_zh"), row.getString("title_en")),
                row.getInt("points_a_unit"),
                row.getInt("life_days")))
        .list();
  }
}
