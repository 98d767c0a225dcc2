package changke.trials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DecisionRows {

  private static final String INSERT =
      """
      INSERT INTO trials.decision (id, trial, dealt, at, who, kind, step, evidence)
      VALUES (:id, :trial, :dealt, :at, :who, :kind, :step, :evidence::jsonb)
      """;

  private static final String OF =
      """
      SELECT id, dealt, at, who, kind, step, evidence FROM trials.decision
      WHERE trial = :trial ORDER BY at DESC, id DESC LIMIT :most OFFSET :offset
      """;

  private static final String LAST_BY_ITSELF =
      """
      SELECT id, dealt, at, who, kind, step, evidence FROM trials.decision
      WHERE trial = :trial AND dealt = :dealt AND who IS NULL ORDER BY at DESC, id DESC LIMIT 1
      """;

  private final JdbcClient jdbc;

  DecisionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID trial, Decided decided) {
    jdbc.sql(INSERT)
        .param("id", decided.id())
        .param("trial", trial)
        .param("dealt", decided.dealt())
        .param("at", Moments.to(decided.at()))
        .param("who", decided.who())
        .param("kind", decided.kind().name())
        .param("step", decided.step())
        .param("evidence", Json.text(decided.evidence()))
        .update();
  }

  /// The newest first.
  List<Decided> of(UUID trial, int most, int offset) {
    return jdbc.sql(OF)
        .param("trial", trial)
        .param("most", most)
        .param("offset", offset)
        .query(DecisionRows::read)
        .list();
  }

  Optional<Decided> lastByItself(UUID trial, int dealt) {
    return jdbc.sql(LAST_BY_ITSELF)
        .param("trial", trial)
        .param("dealt", dealt)
        .query(DecisionRows::read)
        .optional();
  }

  @SuppressWarnings("unchecked")
  private static Decided read(ResultSet row, int number) throws SQLException {
    return new Decided(
        row.getObject("id", UUID.class),
        row.getInt("dealt"),
        Moments.from(row, "at"),
        row.getObject("who", UUID.class),
        Decided.Kind.valueOf(row.getString("kind")),
        row.getInt("step"),
        (Map<String, Object>) Json.read(row.getString("evidence"), Map.class));
  }
}
