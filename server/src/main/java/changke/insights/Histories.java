package changke.insights;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Histories {

  private static final String ADD =
      """
      INSERT INTO insights.history (id, name, attribution, created_at)
      VALUES (:id, :name, :attribution, :at)
      """;

  private static final String LIST =
      """
      SELECT id, name, attribution, current_import, created_at
      FROM insights.history
      ORDER BY created_at DESC, id
      LIMIT 200
      """;

  private static final String FIND =
      """
      SELECT id, name, attribution, current_import, created_at
      FROM insights.history WHERE id = :id
      """;

  private static final String SHOW =
      """
      UPDATE insights.history SET current_import = :import WHERE id = :id
      """;

  private static final String REMOVE =
      """
      DELETE FROM insights.history WHERE id = :id
      """;

  private static final String IS_NAMED =
      """
      SELECT EXISTS (SELECT 1 FROM insights.history WHERE name = :name)
      """;

  private static final String REMOVE_EMPTY =
      """
      DELETE FROM insights.history h
      WHERE current_import IS NULL
        AND NOT EXISTS (SELECT 1 FROM insights.import i WHERE i.history = h.id)
      """;

  /// One row.
  record Row(
      UUID id,
      String name,
      @Nullable String attribution,
      @Nullable UUID currentImport,
      Instant createdAt) {}

  private final JdbcClient jdbc;

  Histories(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID id, String name, @Nullable String attribution, Instant at) {
    jdbc.sql(ADD)
        .param("id", id)
        .param("name", name)
        .param("attribution", attribution)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Row> list() {
    return jdbc.sql(LIST).query(Histories::row).list();
  }

  Optional<Row> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(Histories::row).optional();
  }

  boolean isNamed(String name) {
    return jdbc.sql(IS_NAMED).param("name", name).query(Boolean.class).single();
  }

  void show(UUID id, UUID currentImport) {
    jdbc.sql(SHOW).param("id", id).param("import", currentImport).update();
  }

  boolean remove(UUID id) {
    return jdbc.sql(REMOVE).param("id", id).update() > 0;
  }

  /// Takes away those without any import.
  void removeEmpty() {
    jdbc.sql(REMOVE_EMPTY).update();
  }

  private static Row row(java.sql.ResultSet row, int number) throws java.sql.SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("attribution"),
        row.getObject("current_import", UUID.class),
        row.getTimestamp("created_at").toInstant());
  }
}
