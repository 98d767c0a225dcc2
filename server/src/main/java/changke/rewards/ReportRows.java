package changke.rewards;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReportRows {

  private static final String DEEDS =
      """
      SELECT person, local_day, amount_minor FROM rewards.deed
      WHERE kind = :kind AND local_day BETWEEN :first AND :last
        AND (:merchant::uuid IS NULL OR merchant = :merchant::uuid)
      ORDER BY local_day, at, fact LIMIT 200000
      """;

  private static final String COSTS =
      """
      SELECT source, count(*) AS lots, sum(points) AS points, sum(clawed) AS clawed
      FROM rewards.lot WHERE local_day >= :since GROUP BY source ORDER BY 3 DESC LIMIT 100
      """;

  private static final String CLASSES =
      """
      WITH last AS (
        SELECT m.person, max(t.paid_at) FILTER (WHERE t.kept_minor > 0) AS at
        FROM rewards.member m LEFT JOIN rewards.turnover t ON t.person = m.person
        WHERE m.merged_into IS NULL GROUP BY m.person)
      SELECT count(*) AS members, count(*) FILTER (WHERE at IS NULL) AS newcomers,
             count(*) FILTER (WHERE at <= :quiet) AS quiet, count(*) FILTER (WHERE at <= :away) AS away
      FROM last
      """;

  /// What a rule has given and taken back.
  record RuleCost(String source, long lots, long points, long clawed) {}

  private final JdbcClient jdbc;

  ReportRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Preview.Past> deeds(EarnRule rule, LocalDate first, LocalDate last) {
    return jdbc.sql(DEEDS)
        .param("kind", rule.kind())
        .param("first", first)
        .param("last", last)
        .param("merchant", rule.merchant() == null ? null : rule.merchant().toString())
        .query((row, n) ->
            new Preview.Past(
                row.getObject("person", UUID.class),
                row.getObject("local_day", LocalDate.class),
                row.getLong("amount_minor")))
        .list();
  }

  List<RuleCost> costs(LocalDate since) {
    return jdbc.sql(COSTS)
        .param("since", since)
        .query((row, n) ->
            new RuleCost(
                row.getString("source"),
                row.getLong("lots"),
                row.getLong("points"),
                row.getLong("clawed")))
        .list();
  }

  Map<String, Long> classes(Instant now) {
    var counts = new HashMap<String, Long>();
    jdbc.sql(CLASSES)
        .param("quiet", at(now.minus(ClassRules.QUIET)))
        .param("away", at(now.minus(ClassRules.AWAY)))
        .query(row -> {
          counts.put(Audience.MEMBERS.name(), row.getLong("members"));
          counts.put(Audience.NEWCOMERS.name(), row.getLong("newcomers"));
          counts.put(Audience.QUIET.name(), row.getLong("quiet"));
          counts.put(Audience.AWAY.name(), row.getLong("away"));
        });
    return counts;
  }

  private static OffsetDateTime at(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
