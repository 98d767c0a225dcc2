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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table of acts that need two operators.
@Repository
class ApprovalRows {

  private static final String END_OLD =
      """
      DELETE FROM identity.approval
      WHERE what = :what AND about = :about AND used_at IS NULL AND expires_at <= :now
      """;

  private static final String ASK =
      """
      INSERT INTO identity.approval (id, what, about, right_name, asked_by, asked_at, expires_at)
      VALUES (:id, :what, :about, :right, :by, :now, :expires)
      ON CONFLICT (what, about) WHERE used_at IS NULL AND granted IS DISTINCT FROM false DO NOTHING
      """;

  private static final String USE =
      """
      UPDATE identity.approval SET used_at = :now
      WHERE what = :what AND about = :about AND granted AND used_at IS NULL AND expires_at > :now
      """;

  /// The second one asks for the same: that is the yes, and it is used up with it.
  private static final String SECOND =
      """
      UPDATE identity.approval SET decided_by = :by, decided_at = :now, granted = true, used_at = :now
      WHERE what = :what AND about = :about AND decided_at IS NULL AND asked_by <> :by
        AND expires_at > :now
      """;

  private static final String WAITS =
      """
      SELECT EXISTS (SELECT 1 FROM identity.approval
        WHERE what = :what AND about = :about AND decided_at IS NULL AND expires_at > :now)
      """;

  private static final String WAITING =
      """
      SELECT a.*, p.name AS asker FROM identity.approval a JOIN identity.person p ON p.id = a.asked_by
      WHERE a.decided_at IS NULL AND a.expires_at > :now
      ORDER BY a.asked_at LIMIT :limit
      """;

  private static final String LOCK =
      """
      SELECT a.*, p.name AS asker FROM identity.approval a JOIN identity.person p ON p.id = a.asked_by
      WHERE a.id = :id AND a.decided_at IS NULL AND a.expires_at > :now FOR UPDATE OF a
      """;

  private static final String DECIDE =
      """
      UPDATE identity.approval SET decided_by = :by, decided_at = :now, granted = :granted WHERE id = :id
      """;

  private static final String WITHDRAW =
      """
      DELETE FROM identity.approval WHERE id = :id AND decided_at IS NULL
      """;

  private static final String LAPSE =
      """
      DELETE FROM identity.approval
      WHERE what = :what AND starts_with(about, :beginning) AND decided_at IS NULL
      """;

  private static final String OTHERS =
      """
      SELECT count(DISTINCT o.person_id) FROM identity.operator_right o
      JOIN identity.role r ON r.person_id = o.person_id AND r.role = 'OPERATOR'
      WHERE o.name IN (:right, 'EVERYTHING') AND o.person_id <> :by
      """;

  private final JdbcClient jdbc;

  ApprovalRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How many others could say yes.
  int others(Right right, PersonId by) {
    return jdbc.sql(OTHERS)
        .param("right", right.name())
        .param("by", by.value())
        .query(Integer.class)
        .single();
  }

  boolean use(String what, String about, Instant now) {
    return jdbc.sql(USE).param("what", what).param("about", about).param("now", utc(now)).update()
        == 1;
  }

  boolean second(String what, String about, PersonId by, Instant now) {
    return jdbc.sql(SECOND)
            .param("what", what)
            .param("about", about)
            .param("by", by.value())
            .param("now", utc(now))
            .update()
        == 1;
  }

  void lapse(String what, String beginning) {
    jdbc.sql(LAPSE).param("what", what).param("beginning", beginning).update();
  }

  boolean waits(String what, String about, Instant now) {
    return jdbc.sql(WAITS)
        .param("what", what)
        .param("about", about)
        .param("now", utc(now))
        .query(Boolean.class)
        .single();
  }

  /// Returns false when the same is waiting already.
  boolean ask(
      UUID id, String what, String about, Right right, PersonId by, Instant now, Instant expires) {
    jdbc.sql(END_OLD).param("what", what).param("about", about).param("now", utc(now)).update();
    return jdbc.sql(ASK)
            .param("id", id)
            .param("what", what)
            .param("about", about)
            .param("right", right.name())
            .param("by", by.value())
            .param("now", utc(now))
            .param("expires", utc(expires))
            .update()
        == 1;
  }

  List<Approval> waiting(Instant now, int limit) {
    return jdbc.sql(WAITING)
        .param("now", utc(now))
        .param("limit", limit)
        .query(ApprovalRows::read)
        .list();
  }

  Optional<Approval> lock(UUID id, Instant now) {
    return jdbc.sql(LOCK)
        .param("id", id)
        .param("now", utc(now))
        .query(ApprovalRows::read)
        .optional();
  }

  void decide(UUID id, PersonId by, boolean granted, Instant now) {
    jdbc.sql(DECIDE)
        .param("id", id)
        .param("by", by.value())
        .param("granted", granted)
        .param("now", utc(now))
        .update();
  }

  /// Whoever asked thinks better of it.
  void withdraw(UUID id) {
    jdbc.sql(WITHDRAW).param("id", id).update();
  }

  private static Approval read(ResultSet row, int number) throws SQLException {
    return new Approval(
        row.getObject("id", UUID.class),
        row.getString("what"),
        row.getString("about"),
        Right.valueOf(row.getString("right_name")),
        new PersonId(row.getObject("asked_by", UUID.class)),
        row.getString("asker"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private static OffsetDateTime utc(Instant at) {
    return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
  }
}
