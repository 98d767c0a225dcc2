package changke.trials;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StepRows {

  private static final String ADD =
      """
      INSERT INTO trials.step (trial, dealt, since, step) VALUES (:trial, :dealt, :since, :step)
      ON CONFLICT DO NOTHING
      """;

  private static final String OF =
      """
      SELECT since, step FROM trials.step WHERE trial = :trial AND dealt = :dealt
      ORDER BY since LIMIT 100
      """;

  private final JdbcClient jdbc;

  StepRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID trial, int dealt, Instant since, int step) {
    jdbc.sql(ADD)
        .param("trial", trial)
        .param("dealt", dealt)
        .param("since", Moments.to(since))
        .param("step", step)
        .update();
  }

  /// Since when each step holds.
  NavigableMap<Instant, Integer> of(UUID trial, int dealt) {
    var steps = new TreeMap<Instant, Integer>();
    jdbc.sql(OF)
        .param("trial", trial)
        .param("dealt", dealt)
        .query(row -> {
          steps.put(Moments.from(row, "since"), row.getInt("step"));
        });
    return steps;
  }
}
