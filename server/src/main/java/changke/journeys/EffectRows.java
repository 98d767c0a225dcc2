package changke.journeys;

import changke.engine.trial.MeanArm;
import changke.engine.trial.ProportionArm;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What people did after entering, the treated and those who were left alone. Everybody counts
/// once, with the first time, and only when the whole window is over.
@Repository
class EffectRows {

  private static final String ARMS =
      """
      WITH firsts AS (
        SELECT DISTINCT ON (person) id, person, arm, happened_at, watched_to, goal_at
        FROM journeys.instance WHERE journey = :journey AND arm IS NOT NULL
        ORDER BY person, entered_at, id)
      SELECT f.arm, count(*) AS people, count(f.goal_at) AS goals,
             sum(r.net) AS net, sum(r.net * r.net) AS squares, sum(r.cost) AS cost
      FROM firsts f
      CROSS JOIN LATERAL (
        SELECT (SELECT coalesce(sum(s.minor), 0)::float8 FROM journeys.sale s
                WHERE s.person = f.person AND s.at > f.happened_at AND s.at <= f.watched_to) AS net,
               (SELECT coalesce(sum(t.cost_minor), 0)::bigint FROM journeys.step t
                WHERE t.instance = f.id) AS cost) r
      WHERE f.watched_to <= :now
      GROUP BY f.arm
      """;

  private static final String REACH =
      """
      SELECT count(DISTINCT person) FROM journeys.instance WHERE journey = :journey
      """;

  private final JdbcClient jdbc;

  EffectRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The sums of one side.
  record Side(ProportionArm goal, MeanArm net, long costMinor) {
    static final Side NOBODY = new Side(new ProportionArm(0, 0), new MeanArm(0, 0, 0), 0);
  }

  Map<String, Side> arms(UUID journey, Instant now) {
    var arms = new HashMap<String, Side>();
    jdbc.sql(ARMS)
        .param("journey", journey)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query(row -> {
          long people = row.getLong("people");
          arms.put(
              row.getString("arm"),
              new Side(
                  new ProportionArm(people, row.getLong("goals")),
                  new MeanArm(people, row.getDouble("net"), row.getDouble("squares")),
                  row.getLong("cost")));
        });
    return arms;
  }

  long reach(UUID journey) {
    return jdbc.sql(REACH).param("journey", journey).query(Long.class).single();
  }
}
