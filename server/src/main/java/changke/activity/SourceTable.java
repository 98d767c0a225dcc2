package changke.activity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SourceTable {

  private static final String INSERT =
      """
      INSERT INTO activity.source (id, name, kind, money, our_people, made_at)
      VALUES (:id, :name, :kind, :money, :ourPeople, :at)
      """;

  private static final String ALL =
      """
      SELECT id, name, kind, money, our_people, made_at, closed_at IS NOT NULL AS closed
      FROM activity.source ORDER BY kind = 'HOUSE' DESC, closed_at IS NOT NULL, made_at DESC
      LIMIT :most
      """;

  private static final String FIND =
      """
      SELECT id, name, kind, money, our_people, made_at, closed_at IS NOT NULL AS closed
      FROM activity.source WHERE id = :id
      """;

  private static final String CLOSE =
      """
      UPDATE activity.source SET closed_at = :at WHERE id = :id AND closed_at IS NULL
      """;

  private static final String REOPEN =
      """
      UPDATE activity.source SET closed_at = NULL WHERE id = :id
      """;

  private final JdbcClient jdbc;

  SourceTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Source source) {
    jdbc.sql(INSERT)
        .param("id", source.id())
        .param("name", source.name())
        .param("kind", source.kind().name())
        .param("money", source.money())
        .param("ourPeople", source.ourPeople())
        .param("at", source.madeAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Source> all(int most) {
    return jdbc.sql(ALL).param("most", most).query(SourceTable::read).list();
  }

  Optional<Source> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(SourceTable::read).optional();
  }

  void close(UUID id, Instant at) {
    jdbc.sql(CLOSE).param("id", id).param("at", at.atOffset(ZoneOffset.UTC)).update();
  }

  void reopen(UUID id) {
    jdbc.sql(REOPEN).param("id", id).update();
  }

  static Source read(ResultSet row, int number) throws SQLException {
    return new Source(
        row.getObject("id", UUID.class),
        row.getString("name"),
        Source.Kind.valueOf(row.getString("kind")),
        row.getBoolean("money"),
        row.getBoolean("our_people"),
        row.getTimestamp("made_at").toInstant(),
        row.getBoolean("closed"));
  }
}
