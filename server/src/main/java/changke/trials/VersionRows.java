package changke.trials;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class VersionRows {

  private static final String INSERT =
      """
      INSERT INTO trials.version (trial, number, definition, back_to, made_by, made_at)
      VALUES (:trial, :number, :definition::jsonb, :back, :by, :at)
      """;

  private static final String OF =
      """
      SELECT number, definition, back_to, made_by, made_at FROM trials.version
      WHERE trial = :trial ORDER BY number DESC LIMIT 100
      """;

  private static final String FIND =
      """
      SELECT number, definition, back_to, made_by, made_at FROM trials.version
      WHERE trial = :trial AND number = :number
      """;

  private final JdbcClient jdbc;

  VersionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(UUID trial, Version version) {
    jdbc.sql(INSERT)
        .param("trial", trial)
        .param("number", version.number())
        .param("definition", Json.text(version.definition()))
        .param("back", version.backTo())
        .param("by", version.by())
        .param("at", Moments.to(version.at()))
        .update();
  }

  /// The last hundred, the newest first.
  List<Version> of(UUID trial) {
    return jdbc.sql(OF).param("trial", trial).query(VersionRows::read).list();
  }

  Optional<Version> find(UUID trial, int number) {
    return jdbc.sql(FIND)
        .param("trial", trial)
        .param("number", number)
        .query(VersionRows::read)
        .optional();
  }

  private static Version read(ResultSet row, int number) throws SQLException {
    @Nullable Integer back = row.getObject("back_to", Integer.class);
    return new Version(
        row.getInt("number"),
        Json.read(row.getString("definition"), Definition.class),
        back,
        row.getObject("made_by", UUID.class),
        Moments.from(row, "made_at"));
  }
}
