package changke.journeys;

import changke.shared.PersonId;
import changke.shared.Words;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TaskRows {

  private static final String INSERT =
      """
      INSERT INTO journeys.task (id, request, journey, person, title_zh, title_en, made_at, due_at)
      VALUES (:id, :request, :journey, :person, :zh, :en, :at, :due) ON CONFLICT (request) DO NOTHING
      """;

  private static final String OPEN =
      """
      SELECT id, journey, person, title_zh, title_en, made_at, due_at FROM journeys.task
      WHERE done_at IS NULL ORDER BY due_at, id LIMIT :most OFFSET :after
      """;

  private static final String DONE =
      """
      UPDATE journeys.task SET done_at = :at, done_by = :by, note = :note
      WHERE id = :id AND done_at IS NULL
      """;

  private final JdbcClient jdbc;

  TaskRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(
      UUID id,
      String request,
      UUID journey,
      PersonId person,
      Words title,
      Instant at,
      Instant due) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("request", request)
        .param("journey", journey)
        .param("person", person.value())
        .param("zh", title.zh())
        .param("en", title.en())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("due", due.atOffset(ZoneOffset.UTC))
        .update();
  }

  List<Task> open(int most, int after) {
    return jdbc.sql(OPEN).param("most", most).param("after", after).query(TaskRows::read).list();
  }

  boolean done(UUID id, PersonId by, String note, Instant at) {
    return jdbc.sql(DONE)
            .param("id", id)
            .param("by", by.value())
            .param("note", note)
            .param("at", at.atOffset(ZoneOffset.UTC))
            .update()
        == 1;
  }

  private static Task read(ResultSet row, int number) throws SQLException {
    return new Task(
        row.getObject("id", UUID.class),
        row.getObject("journey", UUID.class),
        new PersonId(row.getObject("person", UUID.class)),
        new Words(row.getString("title_zh"), row.getString("title_en")),
        row.getTimestamp("made_at").toInstant(),
        row.getTimestamp("due_at").toInstant());
  }
}
