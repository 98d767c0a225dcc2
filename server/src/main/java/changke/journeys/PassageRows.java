package changke.journeys;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Instances, as those see them who look at them.
@Repository
class PassageRows {

  private static final String COLUMNS =
      """
      SELECT id, journey, version, person, key, node, entered_at, due_at, arm, ended, ended_at, goal_at
      FROM journeys.instance
      """;

  private static final String OF =
      COLUMNS + "WHERE person = :person ORDER BY entered_at DESC, id DESC LIMIT :most";

  private static final String LATEST =
      COLUMNS + "WHERE journey = :journey ORDER BY entered_at DESC, id DESC LIMIT :most";

  private static final String FIND = COLUMNS + "WHERE id = :id";

  private static final String HERE =
      """
      SELECT node, count(*) AS people FROM journeys.instance
      WHERE journey = :journey AND version = :version AND ended_at IS NULL GROUP BY node
      """;

  private static final String ENDS =
      """
      SELECT coalesce(ended, '') AS ended, count(*) AS people FROM journeys.instance
      WHERE journey = :journey AND version = :version GROUP BY 1
      """;

  private final JdbcClient jdbc;

  PassageRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Passages.Passage> of(PersonId person, int most) {
    return jdbc.sql(OF)
        .param("person", person.value())
        .param("most", most)
        .query(PassageRows::read)
        .list();
  }

  List<Passages.Passage> latest(UUID journey, int most) {
    return jdbc.sql(LATEST)
        .param("journey", journey)
        .param("most", most)
        .query(PassageRows::read)
        .list();
  }

  Optional<Passages.Passage> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(PassageRows::read).optional();
  }

  Map<String, Long> here(UUID journey, int version) {
    return counts(HERE, "node", journey, version);
  }

  Map<String, Long> ends(UUID journey, int version) {
    return counts(ENDS, "ended", journey, version);
  }

  private Map<String, Long> counts(String sql, String name, UUID journey, int version) {
    var all = new HashMap<String, Long>();
    jdbc.sql(sql)
        .param("journey", journey)
        .param("version", version)
        .query(row -> {
          all.put(row.getString(name), row.getLong("people"));
        });
    return all;
  }

  private static Passages.Passage read(ResultSet row, int number) throws SQLException {
    return new Passages.Passage(
        row.getObject("id", UUID.class),
        row.getObject("journey", UUID.class),
        row.getInt("version"),
        new PersonId(row.getObject("person", UUID.class)),
        row.getString("key"),
        row.getString("node"),
        row.getTimestamp("entered_at").toInstant(),
        instant(row, "due_at"),
        row.getString("arm"),
        row.getString("ended"),
        instant(row, "ended_at"),
        instant(row, "goal_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String name) throws SQLException {
    var time = row.getTimestamp(name);
    return time == null ? null : time.toInstant();
  }
}
