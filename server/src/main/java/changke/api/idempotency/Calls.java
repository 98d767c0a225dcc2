package changke.api.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Calls {

  /// Begins a call, or takes over one whose process is gone, under its first id; one that is older
  /// than keys are kept begins anew. No row when it runs elsewhere or is answered.
  private static final String BEGIN =
      """
      INSERT INTO api.call AS c (id, scope, key, content, begun_at, running_until)
      VALUES (:id, :scope, :key, CAST(:content AS bytea), :at, :until)
      ON CONFLICT (scope, key) DO UPDATE SET
        id = CASE WHEN c.begun_at < :forgotten THEN excluded.id ELSE c.id END,
        content = excluded.content, turn = c.turn + 1, running_until = excluded.running_until,
        begun_at = CASE WHEN c.begun_at < :forgotten THEN excluded.begun_at ELSE c.begun_at END,
        status = NULL, media_type = NULL, location = NULL, reply = NULL
      WHERE c.begun_at < :forgotten
         OR (c.status IS NULL AND c.running_until < :at
             AND (c.content IS NULL OR CAST(:content AS bytea) IS NULL OR c.content = :content))
      RETURNING id, turn, content, status, media_type, location, reply
      """;

  private static final String FIND =
      """
      SELECT id, turn, content, status, media_type, location, reply FROM api.call
      WHERE scope = :scope AND key = :key
      """;
  private static final String RENEW =
      """
      UPDATE api.call SET running_until = :until
      WHERE id = :id AND turn = :turn AND status IS NULL
      """;
  private static final String ANSWERED =
      """
      UPDATE api.call
      SET content = :content, status = :status, media_type = :type, location = :location,
          reply = :reply
      WHERE id = :id AND turn = :turn AND status IS NULL
      """;
  private static final String DROP =
      "DELETE FROM api.call WHERE id = :id AND turn = :turn AND status IS NULL";
  private static final String FORGET = "DELETE FROM api.call WHERE begun_at < :before";

  private final JdbcClient jdbc;

  Calls(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Call> begin(
      UUID id,
      byte[] scope,
      String key,
      byte @Nullable [] content,
      Instant at,
      Instant until,
      Instant forgotten) {
    return jdbc.sql(BEGIN)
        .param("id", id)
        .param("scope", scope)
        .param("key", key)
        .param("content", content)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("until", until.atOffset(ZoneOffset.UTC))
        .param("forgotten", forgotten.atOffset(ZoneOffset.UTC))
        .query(Calls::read)
        .optional();
  }

  Optional<Call> find(byte[] scope, String key) {
    return jdbc.sql(FIND).param("scope", scope).param("key", key).query(Calls::read).optional();
  }

  void renew(Call call, Instant until) {
    jdbc.sql(RENEW)
        .param("id", call.id())
        .param("turn", call.turn())
        .param("until", until.atOffset(ZoneOffset.UTC))
        .update();
  }

  /// False when another try has taken over.
  boolean answered(Call call, byte[] content, Call.Reply reply) {
    return jdbc.sql(ANSWERED)
            .param("id", call.id())
            .param("turn", call.turn())
            .param("content", content)
            .param("status", reply.status())
            .param("type", reply.mediaType())
            .param("location", reply.location())
            .param("reply", reply.body())
            .update()
        == 1;
  }

  void drop(Call call) {
    jdbc.sql(DROP).param("id", call.id()).param("turn", call.turn()).update();
  }

  void forget(Instant before) {
    jdbc.sql(FORGET).param("before", before.atOffset(ZoneOffset.UTC)).update();
  }

  private static Call read(ResultSet row, int number) throws SQLException {
    var status = row.getInt("status");
    return new Call(
        row.getObject("id", UUID.class),
        row.getInt("turn"),
        row.getBytes("content"),
        status == 0
            ? null
            : new Call.Reply(
                status,
                row.getString("media_type"),
                row.getString("location"),
                row.getBytes("reply")));
  }
}
