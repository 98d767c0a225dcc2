package changke.identity;

import changke.shared.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of sessions.
@Repository
class SessionRows {

  private static final String INSERT =
      """
      INSERT INTO identity.session
        (id, person_id, method, browser, address, started_at, confirmed_at, seen_at)
      VALUES (:id, :person, :method, :browser, :address, :now, :now, :now)
      """;

  private static final String LIVING =
      """
      SELECT * FROM identity.session WHERE id = :id AND ended_at IS NULL
      """;

  private static final String OF =
      """
      SELECT * FROM identity.session
      WHERE person_id = :person AND ended_at IS NULL AND seen_at > :since
      ORDER BY seen_at DESC LIMIT :limit
      """;

  private static final String SEEN =
      """
      UPDATE identity.session SET seen_at = :now WHERE id = :id
      """;

  private static final String CONFIRMED =
      """
      UPDATE identity.session SET confirmed_at = :now WHERE id = :id
      """;

  private static final String END =
      """
      UPDATE identity.session SET ended_at = :now
      WHERE id = :id AND person_id = :person AND ended_at IS NULL
      """;

  private static final String END_OTHERS =
      """
      UPDATE identity.session SET ended_at = :now
      WHERE person_id = :person AND ended_at IS NULL AND id IS DISTINCT FROM CAST(:kept AS uuid)
      """;

  private static final String FORGET =
      """
      DELETE FROM identity.session WHERE seen_at < :before
      """;

  private final JdbcClient jdbc;

  SessionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Session session) {
    jdbc.sql(INSERT)
        .param("id", session.id())
        .param("person", session.person().value())
        .param("method", session.method().name())
        .param("browser", session.browser())
        .param("address", session.address())
        .param("now", utc(session.startedAt()))
        .update();
  }

  Optional<Session> living(UUID id) {
    return jdbc.sql(LIVING).param("id", id).query(SessionRows::read).optional();
  }

  List<Session> of(PersonId person, Instant since, int limit) {
    return jdbc.sql(OF)
        .param("person", person.value())
        .param("since", utc(since))
        .param("limit", limit)
        .query(SessionRows::read)
        .list();
  }

  void seen(UUID id, Instant now) {
    jdbc.sql(SEEN).param("id", id).param("now", utc(now)).update();
  }

  void confirmed(UUID id, Instant now) {
    jdbc.sql(CONFIRMED).param("id", id).param("now", utc(now)).update();
  }

  boolean end(UUID id, PersonId person, Instant now) {
    return jdbc.sql(END)
            .param("id", id)
            .param("person", person.value())
            .param("now", utc(now))
            .update()
        == 1;
  }

  /// Ends all sessions of the person but `kept`; all of them when that is null.
  int endOthers(PersonId person, @Nullable UUID kept, Instant now) {
    return jdbc.sql(END_OTHERS)
        .param("person", person.value())
        .param("kept", kept)
        .param("now", utc(now))
        .update();
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", utc(before)).update();
  }

  private static Session read(ResultSet row, int number) throws SQLException {
    var ended = row.getObject("ended_at", OffsetDateTime.class);
    return new Session(
        row.getObject("id", UUID.class),
        new PersonId(row.getObject("person_id", UUID.class)),
        Session.Method.valueOf(row.getString("method")),
        row.getString("browser"),
        row.getString("address"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("confirmed_at", OffsetDateTime.class).toInstant(),
        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
        ended == null ? null : ended.toInstant());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
