package changke.trials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TrialRows {

  static final int MOST = 1_000;

  private static final String ALL =
      """
      SELECT t.id, t.key, t.state, t.version, t.dealt, t.step, t.served, t.made_at, t.changed_at,
             t.started_at, t.ended_at, v.definition
      FROM trials.trial t JOIN trials.version v ON v.trial = t.id AND v.number = t.version
      ORDER BY t.changed_at DESC, t.key LIMIT 1000
      """;

  private static final String FIND =
      """
      SELECT t.id, t.key, t.state, t.version, t.dealt, t.step, t.served, t.made_at, t.changed_at,
             t.started_at, t.ended_at, v.definition
      FROM trials.trial t JOIN trials.version v ON v.trial = t.id AND v.number = t.version
      WHERE t.key = :key
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM trials.trial
      """;

  private static final String INSERT =
      """
      INSERT INTO trials.trial (id, key, state, version, dealt, step, made_at, changed_at)
      VALUES (:id, :key, 'DRAFT', 1, 1, 1, :at, :at)
      """;

  private static final String SAVE =
      """
      UPDATE trials.trial
      SET state = :state, version = :version, dealt = :dealt, step = :step, served = :served,
          changed_at = :changed, started_at = :started, ended_at = :ended
      WHERE id = :id
      """;

  private final JdbcClient jdbc;

  TrialRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// The last changed first.
  List<Trial> all() {
    return jdbc.sql(ALL).query(TrialRows::read).list();
  }

  Optional<Trial> find(String key) {
    return jdbc.sql(FIND).param("key", key).query(TrialRows::read).optional();
  }

  long count() {
    return jdbc.sql(COUNT).query(Long.class).single();
  }

  void insert(UUID id, String key, Instant at) {
    jdbc.sql(INSERT).param("id", id).param("key", key).param("at", Moments.to(at)).update();
  }

  /// Keeps where it stands; the definition is kept with its version.
  void save(Trial trial) {
    jdbc.sql(SAVE)
        .param("id", trial.id())
        .param("state", trial.state().name())
        .param("version", trial.version())
        .param("dealt", trial.dealt())
        .param("step", trial.step())
        .param("served", trial.served())
        .param("changed", Moments.to(trial.changedAt()))
        .param("started", Moments.orNull(trial.startedAt()))
        .param("ended", Moments.orNull(trial.endedAt()))
        .update();
  }

  private static Trial read(ResultSet row, int number) throws SQLException {
    return new Trial(
        row.getObject("id", UUID.class),
        row.getString("key"),
        Trial.State.valueOf(row.getString("state")),
        row.getInt("version"),
        row.getInt("dealt"),
        row.getInt("step"),
        row.getString("served"),
        Json.read(row.getString("definition"), Definition.class),
        Moments.from(row, "made_at"),
        Moments.from(row, "changed_at"),
        Moments.fromOrNull(row, "started_at"),
        Moments.fromOrNull(row, "ended_at"));
  }
}
