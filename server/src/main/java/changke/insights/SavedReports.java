package changke.insights;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SavedReports {

  private static final int MOST = 200;

  private static final String ADD =
      """
      INSERT INTO insights.saved_report (id, name, report, query, saved_by, saved_at)
      SELECT :id, :name, :report, :query, :by, :at
      WHERE (SELECT count(*) FROM insights.saved_report) < :most
      """;

  private static final String ALL =
      """
      SELECT id, name, report, query, saved_by, saved_at FROM insights.saved_report
      ORDER BY name, id LIMIT :most
      """;

  private static final String FIND =
      """
      SELECT id, name, report, query, saved_by, saved_at FROM insights.saved_report WHERE id = :id
      """;

  private static final String REMOVE =
      """
      DELETE FROM insights.saved_report WHERE id = :id
      """;

  private final JdbcClient jdbc;

  SavedReports(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Keeps it, unless there are too many already.
  boolean add(SavedReport saved) {
    return jdbc.sql(ADD)
            .param("id", saved.id())
            .param("name", saved.name())
            .param("report", saved.report())
            .param("query", saved.query())
            .param("by", saved.by().value())
            .param("at", saved.at().atOffset(ZoneOffset.UTC))
            .param("most", MOST)
            .update()
        > 0;
  }

  List<SavedReport> all() {
    return jdbc.sql(ALL).param("most", MOST).query(SavedReports::read).list();
  }

  Optional<SavedReport> find(UUID id) {
    return jdbc.sql(FIND).param("id", id).query(SavedReports::read).optional();
  }

  boolean remove(UUID id) {
    return jdbc.sql(REMOVE).param("id", id).update() > 0;
  }

  private static SavedReport read(ResultSet row, int number) throws SQLException {
    return new SavedReport(
        row.getObject("id", UUID.class),
        row.getString("name"),
        row.getString("report"),
        row.getString("query"),
        new PersonId(row.getObject("saved_by", UUID.class)),
        row.getTimestamp("saved_at").toInstant());
  }
}
