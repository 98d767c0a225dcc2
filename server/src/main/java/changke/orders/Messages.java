package changke.orders;

import changke.catalog.Picture;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What was said and shown about complaints; nothing here is ever changed or taken away.
@Repository
class Messages {

  private static final String ADD =
      """
      INSERT INTO orders.message (id, complaint, at, side, author, kind, text)
      VALUES (:id, :complaint, :at, :side, :author::uuid, :kind, :text)
      """;

  private static final String SHOW =
      """
      INSERT INTO orders.evidence (id, message, media_type, content)
      VALUES (:id, :message, :type, :content)
      """;

  private static final String OF =
      """
      SELECT m.id, m.at, m.side, m.kind, m.text,
             array(SELECT e.id FROM orders.evidence e WHERE e.message = m.id ORDER BY e.id) AS pictures
      FROM orders.message m WHERE m.complaint = :complaint ORDER BY m.id LIMIT :most
      """;

  private static final String PICTURE =
      """
      SELECT e.media_type, e.content FROM orders.evidence e
      JOIN orders.message m ON m.id = e.message
      WHERE e.id = :id AND m.complaint = :complaint
      """;

  private static final int MOST = 2 * DisputeRules.MOST_MESSAGES;

  private final JdbcClient jdbc;

  Messages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID id, UUID complaint, Party by, String kind, String text, Instant at) {
    jdbc.sql(ADD)
        .param("id", id)
        .param("complaint", complaint)
        .param("at", Complaints.utc(at))
        .param("side", OrderRows.word(by.side()))
        .param("author", by.person() == null ? null : by.person().toString())
        .param("kind", kind)
        .param("text", text)
        .update();
  }

  void show(UUID id, UUID message, Picture picture) {
    jdbc.sql(SHOW)
        .param("id", id)
        .param("message", message)
        .param("type", picture.mediaType())
        .param("content", picture.content())
        .update();
  }

  List<Message> of(UUID complaint) {
    return jdbc.sql(OF)
        .param("complaint", complaint)
        .param("most", MOST)
        .query(Messages::message)
        .list();
  }

  Optional<Disputes.Shown> picture(UUID complaint, UUID id) {
    return jdbc.sql(PICTURE)
        .param("complaint", complaint)
        .param("id", id)
        .query((row, n) -> new Disputes.Shown(row.getString(1), row.getBytes(2)))
        .optional();
  }

  private static Message message(ResultSet row, int n) throws SQLException {
    return new Message(
        row.getObject("id", UUID.class),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Side.valueOf(row.getString("side").toUpperCase(Locale.ROOT)),
        row.getString("kind"),
        row.getString("text"),
        Arrays.asList((UUID[]) row.getArray("pictures").getArray()));
  }
}
